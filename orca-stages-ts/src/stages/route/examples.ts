import type { StageExample } from '../shared/examples/stageExample';

const where = {
  type: 'Aws.LambdaTrafficRoutingStage',
  alias: 'preconfiguredWebhook',
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
  aliasName: 'live',
};

/** Example stages; the tests run all of them. */
export const routeExamples: readonly StageExample[] = [
  {
    title: 'Give the new version a tenth of the calls',
    stage: {
      ...where,
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      trafficPercentA: 10,
      versionNameB: '$PREVIOUS',
    },
  },
  { title: 'Promote the new version', stage: { ...where, deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' } },
  {
    title: 'Roll back: to what the alias served before its newest release',
    stage: { ...where, deploymentStrategy: '$SIMPLE', versionNameA: '$PREVIOUS' },
  },
  {
    title: 'Call the new version first, and promote it if it returns 200',
    stage: {
      ...where,
      deploymentStrategy: '$BLUEGREEN',
      healthCheck: {
        invokePayload: { ping: true },
        expect: { jsonPath: [{ path: '$.statusCode', equals: 200 }] },
        attempts: 3,
        intervalSeconds: 10,
      },
      onFailure: 'revertAndDeleteCandidate',
    },
  },
  {
    title: 'Step by step, with a check between the weights',
    stage: {
      ...where,
      deploymentStrategy: '$GRADUAL',
      steps: [
        { weightPercent: 10, holdSeconds: 300 },
        { check: { invokePayload: { ping: true }, expect: { jsonPath: [{ path: '$.statusCode', equals: 200 }] } } },
        { weightPercent: 50, holdSeconds: 600 },
      ],
    },
  },
  {
    title: 'Compare the errors of both versions while the candidate gets more traffic, and go back if they rise',
    stage: {
      ...where,
      deploymentStrategy: '$GRADUAL',
      steps: [{ weightPercent: 10, holdSeconds: 900 }],
      guards: [{ metric: 'errorRate', maxIncreasePercentPoints: 1 }],
      bakeSeconds: 300,
    },
  },
  {
    title: 'A split whose versions are compared for a day after the stage has ended; the worse candidate goes back',
    stage: {
      ...where,
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      trafficPercentA: 10,
      versionNameB: '$PREVIOUS',
      guards: [{ metric: 'errorRate', maxIncreasePercentPoints: 1 }],
      watchSeconds: 86_400,
    },
  },
  {
    title: 'As CodeDeploy would: 10% for ten minutes, then all',
    stage: { ...where, deploymentStrategy: '$GRADUAL', preset: 'LambdaCanary10Percent10Minutes', onFailure: 'revert' },
  },
];
