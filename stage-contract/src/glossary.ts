/** One word per idea, in UI, JSON, logs and docs alike. */
export const GLOSSARY = {
  target: 'account, region and function together',
  alias: 'a name that points to one version, or to two with weights; callers should always use it',
  version: 'a published, immutable copy of code and configuration',
  'unpublished head':
    "the function's code and configuration that are not published yet; AWS calls it $LATEST, but in a stage $LATEST always means a published version",
  baseline: 'what the alias served before this execution first touched it',
  release:
    'a version with a higher number than any that the alias served before it, from the moment it gets any traffic',
  'version to go back to':
    'what the alias served before its newest release; $PREVIOUS in a pipeline that deploys nothing',
  candidate: 'the version that this execution published, or reused because nothing had changed',
  step: 'one named part of an operation',
  weight: 'the percentage of traffic that an alias sends to its additional version',
  promote: 'give the candidate all traffic',
  hold: 'stay at a weight for some time',
  revert: 'restore the routing that the stage found first',
  settle: 'wait until AWS has finished applying a change',
  operation: 'one run of one stage',
  checkpoint: 'a point recorded in the journal, from which work continues after a crash',
  claim: "a rollout's hold on an alias: until the rollout ends, other executions may only roll the alias back",
  pin: 'what an execution remembers about a target, such as its candidate and the baseline of each alias',
  timer: 'reverts a split that was not promoted in time, even after the stage and the execution have ended',
  watch: 'looks at alarms and guards after a stage has ended, and goes back if one of them acts',
  drain: 'on SIGTERM: take no new work, finish the calls in flight, answer polls, and hand over the rest',
  lock: 'lets one operation at a time read and change a target; never held while a rollout holds a weight',
  lease: "a replica's right to work on an operation; when it expires, another replica takes over",
  fence:
    'a number that goes up whenever an operation changes hands, so that the replica that lost it can no longer write',
} as const;
