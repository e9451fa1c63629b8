import type { StageExample } from '../shared/examples/stageExample';

const where = {
  type: 'Aws.LambdaInvokeStage',
  alias: 'preconfiguredWebhook',
  account: 'local',
  region: 'us-east-1',
  functionName: 'checkout',
};

/** Example stages that call a function; the tests run all of them. */
export const invokeExamples: readonly StageExample[] = [
  {
    title: 'Call the version that this execution published, before it gets traffic, and check its response.',
    stage: {
      ...where,
      name: 'Smoke test',
      version: '$LATEST',
      invokePayload: { path: '/basket' },
      expect: {
        jsonPath: [
          { path: '$.statusCode', equals: 200 },
          { path: '$.body.items.length', greaterThan: 0 },
        ],
      },
    },
  },
  {
    title: 'Call an alias ten times, five calls in parallel.',
    stage: {
      ...where,
      name: 'Warm up',
      aliasName: 'live',
      executionCount: 10,
      parallelism: 5,
      expect: { maxDurationMs: 30_000 },
      recordResponse: 'none',
    },
  },
  {
    title: "Compare the response with an inline artifact, as Spinnaker's own stages do.",
    stage: {
      ...where,
      name: 'Compare',
      aliasName: 'live',
      executionCount: 1,
      timeout: 30,
      payloadArtifact: { artifact: { type: 'embedded/base64', name: 'event', reference: 'eyJwYXRoIjogIi9raW5kIn0=' } },
      outputArtifact: { artifact: { type: 'embedded/base64', name: 'expected', reference: 'ImJhc2tldCI=' } },
    },
  },
  {
    title: 'Queue a call without waiting for it.',
    stage: { ...where, name: 'Migrate', aliasName: 'live', invocationType: 'Event', invokePayload: 'migrate' },
  },
];
