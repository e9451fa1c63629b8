import {
  CreateEventSourceMappingCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetProvisionedConcurrencyConfigCommand,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { parseStage, type Outcome } from 'stage-contract';
import { actionsOfCalls, listedActions } from '../../testing/iamActions';
import { ROLE, startBench, type StageBench } from '../../testing/stageBench';
import { deploymentExamples } from './examples';
import { deploymentStage } from './index';

const TYPE = 'Aws.LambdaDeploymentStage';
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:checkout';
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders',
  OTHER = 'arn:aws:sqs:us-east-1:123456789012:other',
  STREAM = 'arn:aws:kinesis:us-east-1:123456789012:stream/audit';
const fields = {
  s3bucket: 'builds',
  s3key: 'checkout.zip',
  runtime: 'nodejs22.x',
  handler: 'index.handler',
  role: ROLE,
  publish: true,
  aliases: ['live'],
};

/** Runs when a step's intent is in the journal and its call has not been made yet. */
let beforeCall: (stepId: string) => void;
let bench: StageBench;
beforeEach(async () => {
  beforeCall = () => undefined;
  bench = await startBench({
    engine: {
      onCheckpoint: (point, stepId) => {
        if (point === 'afterIntent') beforeCall(stepId);
      },
    },
  });
  await bench.putCode('checkout.zip', 'one');
});
afterEach(async () => {
  await bench.close();
});

let executionNumber = 0;
const deploy = (more: Record<string, unknown> = {}): Promise<Outcome> =>
  bench.run(TYPE, { ...fields, ...more }, { executionId: `execution-${++executionNumber}` });
async function deployed(more: Record<string, unknown> = {}): Promise<Outcome> {
  const outcome = await deploy(more);
  if (outcome.failure !== undefined) throw new Error(JSON.stringify(outcome.failure));
  bench.lambda.clearCalls();
  return outcome;
}
const mappings = async (functionName = 'checkout:live') =>
  (
    (await bench.aws.send(new ListEventSourceMappingsCommand({ FunctionName: functionName }))).EventSourceMappings ?? []
  ).filter((mapping) => mapping.State !== 'Deleting');
const sources = async (functionName = 'checkout:live'): Promise<string[]> =>
  (await mappings(functionName)).map((mapping) => mapping.EventSourceArn ?? '').sort();
const tags = async (): Promise<unknown> =>
  (await bench.aws.send(new GetFunctionCommand({ FunctionName: 'checkout' }))).Tags ?? {};
const reserved = async (): Promise<unknown> =>
  (await bench.aws.send(new GetFunctionCommand({ FunctionName: 'checkout' }))).Concurrency
    ?.ReservedConcurrentExecutions;

describe('tags', () => {
  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['stay unchanged if none are listed', {}, { team: 'a', theirs: 'x' }],
    [
      'stay unchanged if the stage says ignore',
      { tags: { team: 'b' }, tagsMode: 'ignore' },
      { team: 'a', theirs: 'x' },
    ],
    ['are made sure to exist when listed', { tags: { team: 'b', more: '1' } }, { team: 'b', more: '1', theirs: 'x' }],
    ['are exactly those listed when owned', { tags: { team: 'b' }, tagsMode: 'own' }, { team: 'b' }],
  ])('%s', async (_title, more, expected) => {
    await deployed({ tags: { team: 'a' } });
    await bench.aws.send(new TagResourceCommand({ Resource: FUNCTION_ARN, Tags: { theirs: 'x' } }));

    const outcome = await deploy(more);

    expect(outcome.status).toBe('SUCCEEDED');
    expect(await tags()).toEqual(expected);
  });
});

describe('reserved concurrency', () => {
  it.each<[string, Record<string, unknown>, number | undefined]>([
    ['stays unchanged if absent', {}, 7],
    ['is set', { reservedConcurrentExecutions: 5 }, 5],
    ['is removed by -1', { reservedConcurrentExecutions: '-1' }, undefined],
    ['is set to 0 by 0', { reservedConcurrentExecutions: '0' }, 0],
  ])('%s', async (_title, more, expected) => {
    await deployed();
    await bench.aws.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'checkout', ReservedConcurrentExecutions: 7 }),
    );

    const outcome = await deploy(more);

    expect(outcome.status).toBe('SUCCEEDED');
    expect(await reserved()).toBe(expected);
  });
});

describe('provisioned concurrency', () => {
  const provisioned = () =>
    bench.aws.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName: 'checkout', Qualifier: 'live' }));

  it('is set on the alias that this stage creates, and waited for', async () => {
    const outcome = await deploy({ aliasName: 'live', provisionedConcurrentExecutions: 2 });

    expect(outcome.status).toBe('SUCCEEDED');
    expect(await provisioned()).toMatchObject({ Status: 'READY', AllocatedProvisionedConcurrentExecutions: 2 });
  });

  it('moves with its alias, and the stage waits until AWS has moved all of it', async () => {
    await deployed({ aliasName: 'live', provisionedConcurrentExecutions: 2 });
    await bench.putCode('checkout.zip', 'two');

    const outcome = await deploy({ aliasName: 'live', provisionedConcurrentExecutions: 2, aliasRouting: 'newVersion' });

    const alias = await bench.aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }));
    expect(outcome.status).toBe('SUCCEEDED');
    expect(alias).toMatchObject({ FunctionVersion: '2' });
    expect(alias.RoutingConfig?.AdditionalVersionWeights ?? {}).toEqual({});
    expect(await provisioned()).toMatchObject({ Status: 'READY' });
  });

  it('is removed by 0', async () => {
    await deployed({ aliasName: 'live', provisionedConcurrentExecutions: 2 });

    await deploy({ aliasName: 'live', provisionedConcurrentExecutions: 0 });

    await expect(provisioned()).rejects.toThrow('No Provisioned Concurrency Config found for this function');
  });
});

describe('event sources', () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    ['stay unchanged if none are listed', {}, [OTHER, QUEUE].sort()],
    [
      'stay unchanged if the stage says ignore',
      { triggerArns: [STREAM], eventSourceMode: 'ignore' },
      [OTHER, QUEUE].sort(),
    ],
    ['are made sure to exist when listed', { triggerArns: [STREAM] }, [STREAM, OTHER, QUEUE].sort()],
    ['are exactly those listed when owned', { triggerArns: [QUEUE], eventSourceMode: 'own' }, [QUEUE]],
  ])('%s', async (_title, more, expected) => {
    await deployed({ triggerArns: [QUEUE] });
    await bench.aws.send(new CreateEventSourceMappingCommand({ FunctionName: 'checkout:live', EventSourceArn: OTHER }));
    bench.skip(40);

    const outcome = await deploy(more);

    expect(outcome.failure).toBeUndefined();
    expect(await sources()).toEqual(expected);
  });

  it('belong to the alias that the stage names, and those of the function stay unchanged', async () => {
    await deployed({ triggerArns: [OTHER], aliases: ['live', 'beta'] });

    await deploy({ triggerArns: [QUEUE], aliasName: 'live', eventSourceMode: 'own' });

    expect([await sources('checkout'), await sources('checkout:live')]).toEqual([[OTHER], [QUEUE]]);
  });

  it('that an operator paused stay paused while their settings change', async () => {
    await deployed({ triggerArns: [QUEUE] });
    const [mapping] = await mappings();
    bench.skip(40);
    await bench.aws.send(new UpdateEventSourceMappingCommand({ UUID: mapping?.UUID, Enabled: false }));

    const outcome = await deploy({ triggerArns: [QUEUE], batchsize: 7 });

    bench.skip(40);
    expect(outcome.warnings).toContain(
      'Event source orders is paused and was left paused; set enabled to true to resume it.',
    );
    expect(await mappings()).toEqual([expect.objectContaining({ State: 'Disabled', BatchSize: 7 })]);
  });

  it('in transition are waited for', async () => {
    await deployed({ triggerArns: [QUEUE] });

    const outcome = await deploy({ triggerArns: [QUEUE], batchsize: 7 });

    expect(outcome.status).toBe('SUCCEEDED');
    expect((await mappings())[0]?.BatchSize).toBe(7);
  });

  it('of streams get a starting position and their own settings', async () => {
    const outcome = await deploy({
      triggerArns: [STREAM],
      batchsize: 50,
      maxRetryAttempts: 2,
      bisectBatchOnError: true,
      parallelizationFactor: 2,
      startingPosition: 'TRIM_HORIZON',
      tumblingWindowSecs: -1,
    });

    expect(outcome.failure).toBeUndefined();
    expect(await mappings()).toEqual([
      expect.objectContaining({
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 50,
        MaximumRetryAttempts: 2,
        BisectBatchOnFunctionError: true,
        ParallelizationFactor: 2,
      }),
    ]);
  });
});

describe('a call whose response is lost', () => {
  interface Case {
    stepId: string;
    operation: string;
    before: Record<string, unknown>;
    now: Record<string, unknown>;
  }
  it.each<Case>([
    { stepId: 'tags', operation: 'TagResource', before: {}, now: { tags: { team: 'b' } } },
    {
      stepId: 'tags',
      operation: 'UntagResource',
      before: { tags: { old: '1' } },
      now: { tags: { team: 'b' }, tagsMode: 'own' },
    },
    { stepId: 'reserved', operation: 'PutFunctionConcurrency', before: {}, now: { reservedConcurrentExecutions: 5 } },
    {
      stepId: 'reserved',
      operation: 'DeleteFunctionConcurrency',
      before: { reservedConcurrentExecutions: 5 },
      now: { reservedConcurrentExecutions: -1 },
    },
    {
      stepId: 'provisioned:live',
      operation: 'PutProvisionedConcurrencyConfig',
      before: {},
      now: { aliasName: 'live', provisionedConcurrentExecutions: 2 },
    },
    {
      stepId: 'provisioned:live',
      operation: 'DeleteProvisionedConcurrencyConfig',
      before: { aliasName: 'live', provisionedConcurrentExecutions: 2 },
      now: { aliasName: 'live', provisionedConcurrentExecutions: 0 },
    },
    {
      stepId: `createEventSource:${QUEUE}`,
      operation: 'CreateEventSourceMapping',
      before: {},
      now: { triggerArns: [QUEUE] },
    },
    {
      stepId: `updateEventSource:${QUEUE}`,
      operation: 'UpdateEventSourceMapping',
      before: { triggerArns: [QUEUE] },
      now: { triggerArns: [QUEUE], batchsize: 7 },
    },
    {
      stepId: `deleteEventSource:${QUEUE}`,
      operation: 'DeleteEventSourceMapping',
      before: { triggerArns: [QUEUE] },
      now: { triggerArns: [], eventSourceMode: 'own' },
    },
  ])('has the same result: $operation', async ({ stepId, operation, before, now }) => {
    await deployed(before);
    bench.skip(40);
    let left = 1;
    beforeCall = (id) => {
      if (id === stepId && left-- > 0) bench.lambda.addFault({ kind: 'dropAfter', operation });
    };

    const lost = await deploy(now);
    const state = { tags: await tags(), reserved: await reserved(), sources: await sources() };
    bench.skip(40);
    const again = await deploy(now);

    expect(lost.failure).toBeUndefined();
    expect(lost.steps.find((step) => step.id === stepId)?.attempts).toBeGreaterThan(1);
    expect(again.progress).toMatch(/^Nothing changed/);
    expect({ tags: await tags(), reserved: await reserved(), sources: await sources() }).toEqual(state);
  });
});

it.each(deploymentExamples.map(({ title, stage }) => [title, stage] as const))(
  'runs its example twice, and changes nothing the second time: %s',
  async (_title, { type: _type, ...stage }) => {
    const first = await bench.run(TYPE, stage, { executionId: 'first' });
    bench.skip(40);

    const second = await bench.run(TYPE, stage, { executionId: 'second' });

    expect(first.failure).toBeUndefined();
    expect(second.progress).toBe('Nothing changed: v1 already has this code and configuration');
  },
);

it.each(deploymentExamples.map(({ title, stage }) => [title, stage] as const))(
  'has an example that the contract reads without a warning: %s',
  (_title, stage) => {
    expect(parseStage(TYPE, stage)).toMatchObject({ ok: true, warnings: [] });
  },
);

it('makes only calls that its list of IAM actions allows', async () => {
  const everything = {
    tags: { team: 'a' },
    reservedConcurrentExecutions: 5,
    aliasName: 'live',
    provisionedConcurrentExecutions: 1,
    triggerArns: [QUEUE],
  };

  await deployed(everything);
  const called = new Set(bench.lambda.calls().map((call) => call.operation));
  await deploy({
    ...everything,
    memorySize: 512,
    tags: {},
    tagsMode: 'own',
    reservedConcurrentExecutions: -1,
    provisionedConcurrentExecutions: 0,
    batchsize: 3,
  });
  await deploy({ aliasName: 'live', triggerArns: [], eventSourceMode: 'own', aliasRouting: 'newVersion' });
  bench.lambda
    .calls()
    .filter((call) => call.service === 'lambda')
    .forEach((call) => called.add(call.operation));

  const listed = listedActions(deploymentStage);
  expect(actionsOfCalls([...called]).filter((action) => !listed.includes(action))).toEqual([]);
});
