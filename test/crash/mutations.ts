/** What keeps a mutating call from acting twice. */
export type Guard = 'compare-and-set' | 'looked up first' | 'idempotent' | 'at most once' | 'probe';

/** A mutating call, and what happens if the process died after the call and before its response was written. */
export interface Mutation {
  call: string;
  /** The steps that make it, for people. */
  madeBy: string;
  /** The IDs of those steps. */
  step: RegExp;
  guard: Guard;
  /** Mutating calls that are made if the step is resumed although it has acted; none if reading is enough. */
  again: readonly string[];
  why: string;
}

/**
 * Every mutating call of every stage. A call that is not listed fails the crash matrix, and so does one call more than
 * listed.
 */
export const MUTATIONS: readonly Mutation[] = [
  {
    call: 'UpdateFunctionCode',
    madeBy: 'reading what a stage needs (dry run)',
    step: /^plan$/,
    guard: 'idempotent',
    again: ['UpdateFunctionCode'],
    why: 'A dry run validates and hashes the object; it changes nothing.',
  },
  {
    call: 'CreateFunction',
    madeBy: 'create',
    step: /^create$/,
    guard: 'looked up first',
    again: ['UpdateFunctionCode'],
    why: 'Function names are unique: the sidecar reads the function, and AWS would reject a second call with 409. A dry run tells whether its code is ours.',
  },
  {
    call: 'UpdateFunctionConfiguration',
    madeBy: 'configuration',
    step: /^configuration$/,
    guard: 'compare-and-set',
    again: [],
    why: 'The sidecar reads the unpublished head: if it has the declared settings, the call has acted. RevisionId keeps a late call from overwriting others.',
  },
  {
    call: 'UpdateFunctionCode',
    madeBy: 'code',
    step: /^code$/,
    guard: 'compare-and-set',
    again: [],
    why: 'The sidecar reads the unpublished head: if it has the code, the call has acted. RevisionId keeps a late call from overwriting others.',
  },
  {
    call: 'UpdateFunctionCode',
    madeBy: 'publish, when the newest version ended as Failed',
    step: /^publish$/,
    guard: 'compare-and-set',
    again: ['PublishVersion'],
    why: 'The same code is sent again, so that AWS publishes a new version. The RevisionId of the unpublished head shows that the call has acted: then only publishing is left.',
  },
  {
    call: 'PublishVersion',
    madeBy: 'publish',
    step: /^publish$/,
    guard: 'idempotent',
    again: ['PublishVersion'],
    why: 'AWS creates no second version if the head has not changed since the last one. With CodeSha256 and RevisionId, AWS rejects the call if it has.',
  },
  {
    call: 'CreateAlias',
    madeBy: 'alias, route or promotion, if the alias does not exist',
    step: /^(alias:.*|route|promote)$/,
    guard: 'looked up first',
    again: [],
    why: 'Alias names are unique: the sidecar reads the alias, and if it has the wanted routing, the call has acted.',
  },
  {
    call: 'UpdateAlias',
    madeBy: 'alias, route, weight, promotion, revert, timer, watch, hold, restore',
    step: /^(alias:.*|route|weight:\d+|promote|revert|timedRevert|watchRevert|keepRouting|restore:.*)$/,
    guard: 'compare-and-set',
    again: [],
    why: 'The sidecar reads the alias: if it has the wanted routing, the call has acted. If it routes as before the call, its RevisionId tells whether anybody has written it since: then the call may have been reversed, and a move is not repeated (see below). RevisionId keeps a late call from overwriting others. That is why a revert or a hold after an update without a response rewrites the alias even if it needs no change.',
  },
  {
    call: 'UpdateAlias',
    madeBy: 'description of an alias that is not moved, and its restore',
    step: /^(describe|restoreDescription)$/,
    guard: 'looked up first',
    again: [],
    why: 'The sidecar reads the alias: if it has the description, the call has acted. RevisionId keeps a late call from overwriting others.',
  },
  {
    call: 'TagResource',
    madeBy: 'tags',
    step: /^tags$/,
    guard: 'idempotent',
    again: ['TagResource'],
    why: 'Setting a tag to the same value changes nothing.',
  },
  {
    call: 'UntagResource',
    madeBy: 'tags',
    step: /^tags$/,
    guard: 'idempotent',
    again: ['UntagResource'],
    why: 'Removing a tag that is gone changes nothing.',
  },
  {
    call: 'PutFunctionConcurrency',
    madeBy: 'reserved',
    step: /^reserved$/,
    guard: 'idempotent',
    again: ['PutFunctionConcurrency'],
    why: 'Setting the same number changes nothing.',
  },
  {
    call: 'DeleteFunctionConcurrency',
    madeBy: 'reserved',
    step: /^reserved$/,
    guard: 'idempotent',
    again: ['DeleteFunctionConcurrency'],
    why: 'Removing a setting that is gone changes nothing.',
  },
  {
    call: 'PutProvisionedConcurrencyConfig',
    madeBy: 'provisioned',
    step: /^provisioned:/,
    guard: 'idempotent',
    again: ['PutProvisionedConcurrencyConfig'],
    why: 'Setting the same number changes nothing.',
  },
  {
    call: 'DeleteProvisionedConcurrencyConfig',
    madeBy: 'provisioned',
    step: /^provisioned:/,
    guard: 'idempotent',
    again: ['DeleteProvisionedConcurrencyConfig'],
    why: 'Removing a setting that is gone changes nothing.',
  },
  {
    call: 'PutFunctionConcurrency',
    madeBy: 'restore reserved',
    step: /^restoreReserved$/,
    guard: 'looked up first',
    again: [],
    why: "The sidecar reads the setting: if it is as before the stage, the call has acted. Any other setting than the one that the stage has left is someone else's, and stays.",
  },
  {
    call: 'DeleteFunctionConcurrency',
    madeBy: 'restore reserved',
    step: /^restoreReserved$/,
    guard: 'looked up first',
    again: [],
    why: "The sidecar reads the setting: if it is as before the stage, the call has acted. Any other setting than the one that the stage has left is someone else's, and stays.",
  },
  {
    call: 'PutProvisionedConcurrencyConfig',
    madeBy: 'restore provisioned',
    step: /^restoreProvisioned:/,
    guard: 'looked up first',
    again: [],
    why: "The sidecar reads the setting: if it is as before the stage, the call has acted. Any other setting than the one that the stage has left is someone else's, and stays.",
  },
  {
    call: 'DeleteProvisionedConcurrencyConfig',
    madeBy: 'restore provisioned',
    step: /^restoreProvisioned:/,
    guard: 'looked up first',
    again: [],
    why: "The sidecar reads the setting: if it is as before the stage, the call has acted. Any other setting than the one that the stage has left is someone else's, and stays.",
  },
  {
    call: 'CreateEventSourceMapping',
    madeBy: 'create event source, restore event source',
    step: /^(create|restore)EventSource:/,
    guard: 'looked up first',
    again: [],
    why: 'Source and qualifier identify a mapping: the sidecar takes over an existing one, and AWS rejects a second one.',
  },
  {
    call: 'UpdateEventSourceMapping',
    madeBy: 'update event source, restore event source',
    step: /^(update|restore)EventSource:/,
    guard: 'looked up first',
    again: [],
    why: 'The sidecar reads the mapping: if it has the settings, the call has acted. Repeating the call would change nothing.',
  },
  {
    call: 'DeleteEventSourceMapping',
    madeBy: 'delete event source, restore event source',
    step: /^(deleteEventSource:|restoreEventSource:|delete-mapping-)/,
    guard: 'looked up first',
    again: [],
    why: 'The sidecar reads the mapping. AWS never reuses its ID.',
  },
  {
    call: 'Invoke',
    madeBy: 'Invoke',
    step: /^calls?-\d/,
    guard: 'at most once',
    again: [],
    why: 'A function may do anything, so a call that may have run is never repeated: the stage fails with outcomeUnknown.',
  },
  {
    call: 'Invoke',
    madeBy: 'health check',
    step: /^(healthCheck|check:\d+)$/,
    guard: 'probe',
    again: ['Invoke'],
    why: 'A health check may run several times anyway (attempts, intervalSeconds), so its event must be safe to repeat.',
  },
  {
    call: 'DeleteAlias',
    madeBy: 'delete alias',
    step: /^delete-alias-/,
    guard: 'looked up first',
    again: [],
    why: 'The sidecar reads the alias: if it is gone, the call has acted. AWS compares no revision, so an alias that serves another version by then is left.',
  },
  {
    call: 'DeleteFunction',
    madeBy: 'delete version, delete candidate, delete function',
    step: /^(delete-v|delete-function|deleteCandidate)/,
    guard: 'idempotent',
    again: ['DeleteFunction'],
    why: 'AWS never reuses version numbers: a deleted version stays deleted.',
  },
];

/** What a resumed step cannot tell apart. The same exceptions are made by the invariants of the simulation. */
export const NOT_TOLD_APART: readonly string[] = [
  'A resumed move finds its alias routed as before the call, with another RevisionId than the one that it was sent with. Someone else has written the alias, but AWS does not say what: they may have reversed the move, or only changed the description before the move arrived. The stage takes it for a reversed move and fails with `foreignChange`, or proceeds with a warning if `onForeignChange` says so.',
  'A revert or a hold (the failure policy) takes every routing that its execution has left, or has asked AWS for without a response, for its own, also if someone else has set exactly that routing. A new RevisionId does not prove that they have, and a candidate that has failed must not keep its traffic because of a new description.',
  'A new attempt of a stage and a later stage of the same execution plan from what they find: an alias that routes as the execution left it last (or found it first, if no move of it is recorded) counts as unchanged, whoever has written it since.',
  'A created alias that is missing when the step is resumed is created: AWS does not say whether it has existed meanwhile, and been deleted.',
  'For everything that AWS keeps without a revision of its own (the description of an alias apart from its routing, concurrency, tags, event sources), a setting that is as before the call counts as unchanged, and the call is made again. (Code and settings of the unpublished head are told apart: LastModified is the time of their last update.)',
];

/**
 * The mutating calls that are repeated if a step that made these is resumed. Throws for a call that is not in the
 * table.
 */
export function callsAgain(step: string, calls: readonly string[]): string[] {
  return calls.flatMap((call) => {
    const mutation = MUTATIONS.find((row) => row.call === call && row.step.test(step));
    if (mutation === undefined) throw new Error(`${call} of step ${step} is not in the table of mutations.`);
    return mutation.again;
  });
}
