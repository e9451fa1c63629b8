/** One word per idea, in UI, JSON, logs and docs alike. */
export const GLOSSARY = {
  target: 'account, region and function together',
  alias: 'a name for a version, or for two with weights; what callers should call',
  version: 'a published, unchangeable copy of code and configuration',
  'unpublished head':
    "the function's code and configuration as they can still change, which AWS itself calls $LATEST; $LATEST in a stage is never it, but a published version",
  baseline: 'what the alias served before this execution first touched it',
  candidate: 'the version that this execution published, or found unchanged and reused',
  step: 'one named piece of an operation',
  weight: 'the share of calls that the additional version of an alias gets',
  promote: 'give the candidate all traffic',
  hold: 'stay at a weight',
  revert: 'bring back the routing that was found first',
  settle: 'wait until AWS has finished applying a change',
  operation: 'one run of one stage',
  checkpoint: 'a point that the journal knows, so that work continues from there after a crash',
  claim: "a rollout's hold on an alias: until it ends, other executions may only send the alias back to its baseline",
  pin: 'what an execution remembers about a target, such as its candidate and the baseline of each alias',
  timer: 'reverts a split that nobody promoted in time, also after the stage and the execution have ended',
  drain: 'on SIGTERM: take no new work, finish the calls in flight, answer polls, and hand over the rest',
  lock: 'lets one operation at a time read and change a target; never kept during a hold',
  lease: "a replica's right to work on an operation; when it expires, another replica takes over",
  fence:
    'a number that goes up whenever an operation changes hands, so that the replica that lost it can no longer write',
} as const;
