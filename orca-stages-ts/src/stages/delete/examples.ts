import type { StageExample } from '../shared/examples/stageExample';

const where = {
  type: 'Aws.LambdaDeleteStage',
  alias: 'preconfiguredWebhook',
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
};

/** Example stages that delete; the tests run all of them. */
export const deleteExamples: readonly StageExample[] = [
  {
    title: 'Keep the five newest versions and everything from the last 30 days.',
    stage: { ...where, name: 'Clean up', version: '$MOVING', retentionNumber: 5, retentionDays: 30 },
  },
  {
    title: 'Delete the version that the alias served before, so that nobody can go back to it.',
    stage: { ...where, name: 'Delete the old version', version: '$PREVIOUS' },
  },
  {
    title: 'Delete the version that this execution published, after reverting.',
    stage: { ...where, name: 'Delete the new version', version: '$LATEST' },
  },
  {
    title:
      'With an alias for each build: keep the ten newest versions, and delete older ones with the aliases of their builds.',
    stage: { ...where, name: 'Clean up builds', version: '$MOVING', retentionNumber: 10, aliasPattern: 'build-*' },
  },
  {
    title: 'Delete one version, and fail if it does not exist.',
    stage: { ...where, name: 'Delete v2', version: '$PROVIDED', versionNumber: '2', failIfNothingToDelete: true },
  },
  {
    title: 'Delete the function with its aliases and event source mappings.',
    stage: { ...where, name: 'Tear down', version: '$ALL', confirmFunctionName: 'checkout' },
  },
];
