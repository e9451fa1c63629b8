import type { StageExample } from '../shared/examples/stageExample';

const target = {
  type: 'Aws.LambdaRolloutActionStage',
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
};

/** Example stages as they appear in a pipeline; the tests run all of them, with no rollout under way. */
export const rolloutActionExamples: readonly StageExample[] = [
  {
    title: 'Give the candidate all traffic now',
    stage: { ...target, aliasName: 'live', action: 'promote', reason: 'error rate is fine' },
  },
  {
    title: 'Revert one rollout, by the IDs of its execution and stage',
    stage: {
      ...target,
      rolloutExecutionId: '01JE3ZK5P1',
      rolloutStageId: '01JE3ZK5P7',
      action: 'revert',
      reason: 'customers report errors',
    },
  },
];
