/** What keeps a mutating call from acting twice. */
export type Guard = 'compare-and-set' | 'looked up first' | 'idempotent' | 'at most once' | 'probe';

/** A mutating call, and what is done about it when the process died after it was made and before its answer was written. */
export interface Mutation {
  call: string;
  /** The steps that make it, for people. */
  madeBy: string;
  /** The ids of those steps. */
  step: RegExp;
  /** Given where it makes a difference whether the stage publishes. */
  publishes?: boolean;
  guard: Guard;
  /** Mutating calls made when the step is taken up again though it has acted: none where reading is enough. */
  again: readonly string[];
  why: string;
}

/** Every mutating call of every stage. A call that is not here fails the crash matrix, and so does one more than stands here. */
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
    again: ['UpdateFunctionCode', 'PublishVersion'],
    why: 'A name exists once: the function is read, and a second call would be refused with 409. A dry run tells whether its code is ours; publishing the unchanged head answers the version that there is.',
  },
  {
    call: 'UpdateFunctionConfiguration',
    madeBy: 'configuration',
    step: /^configuration$/,
    guard: 'compare-and-set',
    again: [],
    why: 'The head is read: when it has the declared settings, the call has acted. RevisionId keeps a late one from overwriting others.',
  },
  {
    call: 'UpdateFunctionCode',
    madeBy: 'code, publishing in the same call',
    step: /^code$/,
    publishes: true,
    guard: 'compare-and-set',
    again: ['PublishVersion'],
    why: 'The head is read: when it has the code, only its version number is lost, and publishing an unchanged head answers the version that there is.',
  },
  {
    call: 'UpdateFunctionCode',
    madeBy: 'code, not publishing',
    step: /^code$/,
    publishes: false,
    guard: 'compare-and-set',
    again: [],
    why: 'The head is read: when it has the code, the call has acted. RevisionId keeps a late one from overwriting others.',
  },
  {
    call: 'PublishVersion',
    madeBy: 'publish',
    step: /^publish$/,
    guard: 'idempotent',
    again: ['PublishVersion'],
    why: 'AWS makes no second version of a head that has not changed since the last one; CodeSha256 and RevisionId refuse a head that has.',
  },
  {
    call: 'CreateAlias',
    madeBy: 'alias, route, promotion where there is no alias',
    step: /^(alias:.*|route|promote)$/,
    guard: 'looked up first',
    again: [],
    why: 'A name exists once: the alias is read, and is taken as made when it routes as wanted.',
  },
  {
    call: 'UpdateAlias',
    madeBy: 'alias, route, weight, promotion, revert, restore',
    step: /^(alias:.*|route|weight:\d+|promote|revert|restore:.*)$/,
    guard: 'compare-and-set',
    again: [],
    why: 'The alias is read: when it routes as wanted, the call has acted. RevisionId keeps a late one from overwriting others; a revert after a move whose end nobody saw therefore writes the alias also where it needs no change.',
  },
  {
    call: 'TagResource',
    madeBy: 'tags',
    step: /^tags$/,
    guard: 'idempotent',
    again: ['TagResource'],
    why: 'Setting a tag to the same value is the same.',
  },
  {
    call: 'UntagResource',
    madeBy: 'tags',
    step: /^tags$/,
    guard: 'idempotent',
    again: ['UntagResource'],
    why: 'Removing a tag that is gone is the same.',
  },
  {
    call: 'PutFunctionConcurrency',
    madeBy: 'reserved',
    step: /^reserved$/,
    guard: 'idempotent',
    again: ['PutFunctionConcurrency'],
    why: 'Setting the same number is the same.',
  },
  {
    call: 'DeleteFunctionConcurrency',
    madeBy: 'reserved',
    step: /^reserved$/,
    guard: 'idempotent',
    again: ['DeleteFunctionConcurrency'],
    why: 'Removing what is gone is the same.',
  },
  {
    call: 'PutProvisionedConcurrencyConfig',
    madeBy: 'provisioned',
    step: /^provisioned:/,
    guard: 'idempotent',
    again: ['PutProvisionedConcurrencyConfig'],
    why: 'Setting the same number is the same.',
  },
  {
    call: 'DeleteProvisionedConcurrencyConfig',
    madeBy: 'provisioned',
    step: /^provisioned:/,
    guard: 'idempotent',
    again: ['DeleteProvisionedConcurrencyConfig'],
    why: 'Removing what is gone is the same.',
  },
  {
    call: 'CreateEventSourceMapping',
    madeBy: 'create event source',
    step: /^createEventSource:/,
    guard: 'looked up first',
    again: [],
    why: "Source and qualifier are a mapping's key: an existing one is taken over, and AWS refuses a second one.",
  },
  {
    call: 'UpdateEventSourceMapping',
    madeBy: 'update event source',
    step: /^updateEventSource:/,
    guard: 'looked up first',
    again: [],
    why: 'The mapping is read: when it has the settings, the call has acted; making it again would be the same.',
  },
  {
    call: 'DeleteEventSourceMapping',
    madeBy: 'delete event source',
    step: /^(deleteEventSource:|delete-mapping-)/,
    guard: 'looked up first',
    again: [],
    why: 'The mapping is read; its id is never given to another one.',
  },
  {
    call: 'Invoke',
    madeBy: 'Invoke',
    step: /^calls?-\d/,
    guard: 'at most once',
    again: [],
    why: 'A function may do anything: a call that may have run is never made again, the stage fails with outcomeUnknown.',
  },
  {
    call: 'Invoke',
    madeBy: 'health check',
    step: /^(healthCheck|check:\d+)$/,
    guard: 'probe',
    again: ['Invoke'],
    why: 'A health check may be made several times by its nature (attempts, intervalSeconds): its event must be one that may come again.',
  },
  {
    call: 'DeleteFunction',
    madeBy: 'delete version, delete candidate, delete function',
    step: /^(delete-v|delete-function|deleteCandidate)/,
    guard: 'idempotent',
    again: ['DeleteFunction'],
    why: 'Version numbers are never given again: what is gone stays gone.',
  },
];

/** The mutating calls that are made once more when a step that made these is taken up again. Throws for a call that is not in the table. */
export function callsAgain(step: string, calls: readonly string[], publishes: boolean): string[] {
  return calls.flatMap((call) => {
    const mutation = MUTATIONS.find(
      (row) => row.call === call && row.step.test(step) && (row.publishes ?? publishes) === publishes,
    );
    if (mutation === undefined) throw new Error(`${call} of step ${step} is not in the table of mutations.`);
    return mutation.again;
  });
}
