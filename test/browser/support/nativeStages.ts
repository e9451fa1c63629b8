import type { StageType } from '../../../stage-contract/src';

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const inline = {
  artifact: {
    type: 'embedded/base64',
    name: 'payload',
    reference: 'eyJwaW5nIjp0cnVlfQ==',
    artifactAccount: 'embedded-artifact',
  },
  account: 'embedded-artifact',
};

/** Stages as Spinnaker's own forms write them, with all fields that have an effect. */
export const NATIVE_STAGES: Readonly<Record<StageType, Record<string, unknown>>> = {
  'Aws.LambdaDeploymentStage': {
    ...where,
    functionUid: 'checkout',
    stackName: '',
    detailName: '',
    aliases: ['live', 'beta'],
    runtime: 'nodejs22.x',
    s3bucket: 'builds',
    s3key: 'checkout.zip',
    handler: 'index.handler',
    role: 'arn:aws:iam::123456789012:role/checkout',
    publish: true,
    envVariables: { DB_URL: 'postgres://secret', LOG_LEVEL: 'info' },
    encryptionKMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/abc',
    tags: { team: 'shop' },
    description: 'Checkout',
    layers: ['arn:aws:lambda:us-east-1:123456789012:layer:base:1'],
    reservedConcurrentExecutions: 50,
    memorySize: 512,
    timeout: 30,
    enableLambdaAtEdge: false,
    vpcId: 'vpc-0a12',
    subnetIds: ['subnet-0a1b', 'subnet-0c2d'],
    securityGroupIds: ['sg-0a1b'],
    triggerArns: ['arn:aws:sqs:us-east-1:123456789012:orders'],
    batchsize: 10,
    deadLetterConfig: { targetArn: 'arn:aws:sqs:us-east-1:123456789012:failed' },
    tracingConfig: { mode: 'Active' },
  },
  'Aws.LambdaUpdateCodeStage': { ...where, s3bucket: 'builds', s3key: 'checkout.zip', publish: true },
  'Aws.LambdaTrafficRoutingStage': {
    ...where,
    aliasName: 'live',
    deploymentStrategy: '$BLUEGREEN',
    healthCheckType: '$LAMBDA',
    destroyOnFail: true,
    timeout: 30,
    payloadArtifact: inline,
    outputArtifact: inline,
    triggerArns: ['arn:aws:sqs:us-east-1:123456789012:orders'],
    batchsize: 5,
    provisionedConcurrentExecutions: 2,
  },
  'Aws.LambdaInvokeStage': { ...where, aliasName: 'live', executionCount: 3, timeout: 20, payloadArtifact: inline },
  'Aws.LambdaDeleteStage': { ...where, version: '$MOVING', retentionNumber: 5 },
  'Aws.LambdaRolloutActionStage': { ...where, aliasName: 'live', action: 'hold' },
};

const gradual = { ...where, aliasName: 'live', deploymentStrategy: '$GRADUAL' };

/** Gradual routes, which Spinnaker's own form does not know: by preset, by steps, and with nonsense steps. */
export const GRADUAL_STAGES: Readonly<Record<string, Record<string, unknown>>> = {
  preset: { ...gradual, versionNameA: '$LATEST', preset: 'LambdaLinear10PercentEvery10Minutes' },
  steps: {
    ...gradual,
    steps: [
      { weightPercent: 10, holdSeconds: 600 },
      { check: { expect: { jsonPath: [{ path: '$.statusCode', equals: 200 }] }, attempts: 3 } },
      ...Array.from({ length: 25 }, (_, index) => ({ weightPercent: 12 + 2 * index, holdSeconds: 3700 + index })),
      { weightPercent: 100 },
    ],
  },
  oddSteps: {
    ...gradual,
    preset: '${parameters.preset}',
    steps: [
      { weightPercent: '${parameters.weightOfTheFirstStep}', holdSeconds: '${parameters.hold}' },
      { weightPercent: 150, holdSecs: 60 },
      'x',
      null,
      { check: 'yes' },
      { check: { expect: { nope: [1] } } },
      { weightPercent: { a: 1 }, holdSeconds: [[]] },
      {},
    ],
  },
  watched: {
    ...gradual,
    steps: [
      { weightPercent: 5, holdSeconds: 1800 },
      { weightPercent: 25, holdSeconds: 600 },
      { check: {} },
      { weightPercent: 50, holdSeconds: 300 },
    ],
    stageTimeoutMs: 10_200_000,
    alarms: ['checkout-5xx', { name: 'checkout-dead-letters', shadow: true }],
    onAlarmAtStart: 'ignoreUntilOk',
    guards: [
      { metric: 'errorRate', maxIncreasePercentPoints: 0.5, minimumInvocations: 300 },
      { metric: 'durationP50' },
      { metric: 'durationP99', maxRatio: 2, warmupMinutes: 40 },
      { metric: 'throttleRate', shadow: true },
    ],
    evidence: { extendSeconds: 900, onTooFew: 'hold' },
    bakeSeconds: 1800,
  },
  oddWatched: {
    ...gradual,
    preset: 'LambdaCanary10Percent5Minutes',
    alarms: [
      '${parameters.alarm}',
      { name: 'a', shadow: '${parameters.tryOut}' },
      { shadow: true },
      7,
      null,
      ['x'],
      { nam: 'b' },
    ],
    guards: [
      { metric: '${parameters.metric}' },
      { metric: 'coldStarts', shadow: true },
      {
        metric: 'errorRate',
        maxRatio: 3,
        minimumInvocations: '${parameters.minimumInvocations}',
        shadow: '${parameters.tryOut}',
      },
      'x',
      null,
      { metric: 'durationP99', maxRatio: 'a lot', nope: 1 },
    ],
    evidence: { extendSeconds: '${parameters.longer}', onTooFew: 'shrug' },
    bakeSeconds: '${parameters.bake}',
  },
};

const LONG = 'arn:aws:iam::123456789012:role/'.padEnd(400, 'x');

/** A stage whose known fields all have a value that no field accepts, with some unknown fields. */
export function nonsenseStage(fields: readonly string[]): Record<string, unknown> {
  const values: unknown[] = [
    42,
    true,
    [null, { a: 1 }],
    { deep: { deeper: [1, 2] } },
    '',
    LONG,
    '${parameters.whatever}',
    -1,
    [[]],
  ];
  return Object.fromEntries([
    ...fields.map((name, index) => [name, values[index % values.length]]),
    ['trafficPercntA', 5],
    ['whoKnows', { what: 'this is' }],
  ]);
}
