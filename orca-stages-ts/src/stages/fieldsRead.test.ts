/** @jest-environment node */
import {
  keysOf,
  layersOf,
  schemaAt,
  STAGE_TYPES,
  stageDefinitions,
  type FieldMeta,
  type StageType,
} from 'stage-contract';
import { putTestAlarm, setTestAlarm, testCloudwatch } from 'strict-lambda/src/testing/testAlarm';
import { z } from 'zod';
import type { AnyStage } from '../model/stage';
import { readRecorder, type ReadRecorder } from '../testing/readRecorder';
import { startBench, type StageBench } from '../testing/stageBench';
import { stageRegistry } from './stageRegistry';
import { judgeResponse } from './shared/expectation/judgeResponse';

// What records the reading of a field cannot be sent to a thread: here, responses are checked in this one.
jest.mock('./shared/expectation/judgeAside', () => ({
  isJudging: () => false,
  judgeAside: async (...task: Parameters<typeof judgeResponse>) => judgeResponse(...task),
}));

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout' };
const base64 = (text: string) => ({
  artifact: { type: 'embedded/base64', reference: Buffer.from(text).toString('base64') },
});
const expectations = {
  functionError: false,
  body: { label: 'two' },
  bodyContains: 'two',
  matches: 'tw.',
  maxDurationMs: 60_000,
  jsonPath: [
    { path: '$.statusCode', equals: 200, matches: '2..', lessThan: 300, greaterThan: 199 },
    { path: '$.body', equals: 'x' },
  ],
};
const check = {
  invokePayload: { ping: true },
  expect: expectations,
  attempts: 2,
  intervalSeconds: 1,
  timeoutSeconds: 5,
  recordResponse: 'none',
};
const oldEventSources = {
  triggerArns: ['arn:aws:kinesis:us-east-1:123456789012:stream/orders'],
  batchsize: 10,
  bisectBatchOnError: true,
  maxBatchingWindowSecs: 1,
  maxRecordAgeSecs: 60,
  maxRetryAttempts: 1,
  parallelizationFactor: 1,
  tumblingWindowSecs: 1,
  startingPosition: 'LATEST',
  destinationConfig: { onFailureArn: 'arn:aws:sqs:us-east-1:123456789012:failed' },
};
const eventSources = {
  eventSourceMode: 'own',
  eventSources: [
    {
      arn: 'arn:aws:sqs:us-east-1:123456789012:orders',
      batchSize: 10,
      windowSeconds: 1,
      filters: ['{"body":{}}'],
      maximumConcurrency: 2,
      enabled: true,
    },
    {
      arn: 'arn:aws:kinesis:us-east-1:123456789012:stream/orders',
      startingPosition: 'LATEST',
      onFailureArn: 'arn:aws:sqs:us-east-1:123456789012:failed',
    },
  ],
};

const hook = { functionName: 'checkout', qualifier: '1', payload: {}, timeoutSeconds: 5, recordLogs: true };

/** Stages that set every field that only counts if it is set. Some fail, because the fields of failures count too. */
const STAGES: readonly (readonly [StageType, Record<string, unknown>])[] = [
  [
    'Aws.LambdaDeploymentStage',
    {
      ...eventSources,
      deadLetterConfig: { targetArn: 'arn:aws:sqs:us-east-1:123456789012:dead' },
      tracingConfig: { mode: 'Active' },
    },
  ],
  ['Aws.LambdaDeploymentStage', oldEventSources],
  ['Aws.LambdaUpdateCodeStage', { s3bucket: 'builds', s3key: 'checkout.zip', publish: true }],
  ['Aws.LambdaTrafficRoutingStage', { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', ...eventSources }],
  ['Aws.LambdaTrafficRoutingStage', { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', ...oldEventSources }],
  [
    'Aws.LambdaTrafficRoutingStage',
    {
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$PROVIDED',
      versionNumberA: '2',
      trafficPercentA: 10,
      versionNameB: '$PROVIDED',
      versionNumberB: '1',
    },
  ],
  ['Aws.LambdaTrafficRoutingStage', { deploymentStrategy: '$BLUEGREEN', versionNameA: '$LATEST', healthCheck: check }],
  [
    'Aws.LambdaTrafficRoutingStage',
    {
      deploymentStrategy: '$BLUEGREEN',
      versionNameA: '$LATEST',
      healthCheck: check,
      onFailure: 'revertAndDeleteCandidate',
      drainSeconds: 0,
    },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    {
      deploymentStrategy: '$BLUEGREEN',
      versionNameA: '$LATEST',
      payloadArtifact: base64('{}'),
      outputArtifact: base64('other'),
    },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    {
      deploymentStrategy: '$BLUEGREEN',
      versionNameA: '$LATEST',
      healthCheck: { payloadArtifact: base64('{}'), expect: { body: 'other' } },
    },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    {
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [
        { weightPercent: 10, holdSeconds: 5 },
        { check },
        { weightPercent: 50, holdUntilContinued: true, continueWithinSeconds: 60 },
      ],
    },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    {
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [{ weightPercent: 10 }, { check: { payloadArtifact: base64('{}'), expect: { body: 'other' } } }],
    },
  ],
  [
    'Aws.LambdaTrafficRoutingStage',
    {
      deploymentStrategy: '$GRADUAL',
      versionNameA: '$LATEST',
      steps: [{ weightPercent: 10, holdSeconds: 60 }],
      alarms: ['checkout-errors'],
      onAlarmAtStart: 'ignoreUntilOk',
      guards: [{ metric: 'errorRate' }, { metric: 'durationP50' }],
      evidence: { extendSeconds: 0, onTooFew: 'proceed' },
      bakeSeconds: 60,
    },
  ],
  ['Aws.LambdaTrafficRoutingStage', { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', preTraffic: hook }],
  ['Aws.LambdaTrafficRoutingStage', { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', postTraffic: hook }],
  [
    'Aws.LambdaRolloutActionStage',
    {
      aliasName: 'live',
      // An earlier stage of this list, which has ended.
      rolloutExecutionId: 'execution-3',
      rolloutStageId: 'watched-3',
      action: 'revert',
      reason: 'customers report errors',
    },
  ],
  ['Aws.LambdaRolloutActionStage', { aliasName: 'beta', action: 'hold' }],
  ['Aws.LambdaInvokeStage', { aliasName: 'live', invokePayload: {}, expect: expectations }],
  ['Aws.LambdaInvokeStage', { aliasName: 'live', payloadArtifact: base64('{}'), outputArtifact: base64('other') }],
  ['Aws.LambdaDeleteStage', { version: '$PREVIOUS', drainSeconds: 0 }],
  ['Aws.LambdaDeleteStage', { version: '$MOVING', retentionNumber: 1, retentionDays: 1, aliasPattern: 'build-*' }],
  ['Aws.LambdaDeleteStage', { version: '$ALL', confirmFunctionName: 'checkout' }],
];

const recorders = new Map<string, ReadRecorder>();

function watching(type: StageType): AnyStage {
  const stage = stageRegistry[type];
  const recorder = readRecorder();
  recorders.set(type, recorder);
  const watch = (input: unknown): unknown =>
    typeof input === 'object' && input !== null ? recorder.watch(input) : input;
  return {
    ...stage,
    observe: (input, context) => stage.observe(watch(input), context),
    plan: (input, observed, operation) => stage.plan(watch(input), observed, operation),
    apply: (step, input, context) => stage.apply(step, watch(input), context),
    recover: (input, state) => stage.recover(watch(input), state),
    finish: (input, facts, report) => stage.finish(watch(input), facts, report),
  };
}

const deployment = {
  ...where,
  s3bucket: 'builds',
  s3key: 'checkout.zip',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: 'arn:aws:iam::123456789012:role/checkout',
  publish: true,
};

/** Runs a stage on a function whose alias serves one version and whose execution published another. */
async function runOn(bench: StageBench, [type, fields]: (typeof STAGES)[number], number: number): Promise<void> {
  const executionId = `execution-${number}`;
  await bench.putCode('checkout.zip', `code ${number}`);
  const isDeployment = type === 'Aws.LambdaDeploymentStage';
  if (!isDeployment)
    await bench.run('Aws.LambdaDeploymentStage', { ...deployment, aliases: ['live'] }, { executionId });
  const own = {
    'Aws.LambdaDeploymentStage': deployment,
    'Aws.LambdaUpdateCodeStage': where,
    'Aws.LambdaTrafficRoutingStage': { ...where, aliasName: 'live' },
    'Aws.LambdaInvokeStage': where,
    'Aws.LambdaDeleteStage': { ...where, aliasName: 'live' },
    'Aws.LambdaRolloutActionStage': where,
  }[type];
  await bench.run(type, { ...own, ...fields }, { executionId, stageId: `watched-${number}` });
}

/** An alarm that is in ALARM until somebody says otherwise. */
async function raiseAlarm(endpoint: string, name: string): Promise<void> {
  const client = testCloudwatch(endpoint);
  await putTestAlarm(client, name);
  await setTestAlarm(client, name, 'ALARM');
  client.destroy();
}

/** Every field of a schema by its path; maps with free names have no fields. */
function fieldsIn(schema: z.core.$ZodType, place: string): { path: string; meta: Partial<FieldMeta> }[] {
  const inner = layersOf(schema).at(-1);
  if (inner instanceof z.ZodArray) return fieldsIn(inner.element, `${place}.*`);
  return keysOf(schema).flatMap((key) => {
    const part = schemaAt(schema, [key]);
    if (part === undefined) return [];
    const path = place === '' ? key : `${place}.${key}`;
    return [{ path, meta: z.globalRegistry.get(part) ?? {} }, ...fieldsIn(part, path)];
  });
}

beforeAll(async () => {
  const stages = Object.fromEntries(STAGE_TYPES.map((type) => [type, watching(type)]));
  const bench = await startBench({ engine: { stages: { ...stageRegistry, ...stages } } });
  try {
    await raiseAlarm(bench.lambda.url, 'checkout-errors');
    for (const [number, stage] of STAGES.entries()) await runOn(bench, stage, number);
  } finally {
    await bench.close();
  }
}, 60_000);

describe.each(STAGE_TYPES)('%s', (type) => {
  it('reads every field of its contract, except those that say why not', () => {
    const fields = fieldsIn(stageDefinitions[type].schema, '');

    const unread = fields.filter(({ path }) => recorders.get(type)?.read.has(path) !== true);
    const withoutReason = unread.filter(({ meta }) => meta.unread === undefined && meta.refused === undefined);

    expect(withoutReason.map(({ path }) => path)).toEqual([]);
  });

  it('gives no reason for not reading a field that it does read', () => {
    const fields = fieldsIn(stageDefinitions[type].schema, '');

    const read = fields.filter(({ path }) => recorders.get(type)?.read.has(path) === true);

    expect(read.filter(({ meta }) => meta.unread !== undefined).map(({ path }) => path)).toEqual([]);
  });
});
