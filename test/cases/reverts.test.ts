import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetProvisionedConcurrencyConfigCommand,
  ListEventSourceMappingsCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  UpdateEventSourceMappingCommand,
  type EventSourceMappingConfiguration,
} from '@aws-sdk/client-lambda';
import { passUntil } from '../trust/passUntil';
import { reservedOf, versionNumbers } from '../trust/functionReads';
import { answering, FAILING, route, startFunctionWorld, type FunctionWorld, type Stage } from './functionWorld';

/* What a failed Route leaves behind, as a user sees it in the pipeline and in AWS. */

let world: FunctionWorld;
beforeAll(async () => {
  world = await startFunctionWorld();
});
afterAll(() => world.close());

const ok = answering({ ok: true });
const aws = (): FunctionWorld['world']['aws'] => world.world.aws;
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';
const OTHER = 'arn:aws:sqs:us-east-1:123456789012:returns';
const simple = (fields: Record<string, unknown>): ReturnType<typeof route> =>
  route({ deploymentStrategy: '$SIMPLE', versionNameA: '2', ...fields });
const passedUntil = (awaited: string, isReached: () => Promise<boolean>): Promise<boolean> =>
  passUntil(world.world, awaited, isReached);
const provisioned = async (): Promise<string> => {
  const FunctionName = world.name();
  try {
    const found = await aws().send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier: 'live' }));
    return `${found.RequestedProvisionedConcurrentExecutions} ${found.Status}`;
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
};
const reserved = (): Promise<number | undefined> => reservedOf(aws(), world.name());
const mappings = async (): Promise<string[]> => {
  const { EventSourceMappings = [] } = await aws().send(
    new ListEventSourceMappingsCommand({ FunctionName: `${world.name()}:live` }),
  );
  return EventSourceMappings.filter(({ State }) => State !== 'Deleting').map(
    ({ EventSourceArn, BatchSize }) => `${EventSourceArn?.split(':').at(-1)} ${BatchSize}`,
  );
};
const attach = (EventSourceArn: string, FunctionName = `${world.name()}:live`): Promise<unknown> =>
  aws()
    .send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn, BatchSize: 10 }))
    .then(() => world.world.pass(60));
/** Environments of version 2 cannot be initialized. */
const failToProvision = (): void =>
  world.world.sidecar.lambda.addFault({
    operation: 'PutProvisionedConcurrencyConfig',
    kind: 'settleFailed',
    functionName: world.name(),
    reason: 'FUNCTION_ERROR_INIT_FAILURE',
  });

describe('provisioned concurrency that AWS cannot provide', () => {
  it('is gone with the traffic if the alias had none', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
    failToProvision();

    const ended = await world.run(simple({ provisionedConcurrentExecutions: 2 }));

    expect(ended.status).toBe('TERMINAL');
    expect(ended.progress).toBe(
      'Reverted: Provisioned concurrency of live is as before this stage: none. live → v1 100%, as before this execution.',
    );
    expect([await provisioned(), await world.served()]).toEqual(['ProvisionedConcurrencyConfigNotFoundException', '1']);
  });

  it('is what it was before, and ready, when the stage says so', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
    const FunctionName = world.name();
    await aws().send(
      new PutProvisionedConcurrencyConfigCommand({
        FunctionName,
        Qualifier: 'live',
        ProvisionedConcurrentExecutions: 1,
      }),
    );
    await passedUntil('one environment', async () => (await provisioned()) === '1 READY');
    failToProvision();

    const ended = await world.run(simple({ provisionedConcurrentExecutions: 3 }));

    expect(ended.progress).toContain('Provisioned concurrency of live is as before this stage: 1.');
    expect([await provisioned(), await world.served()]).toEqual(['1 READY', '1']);
  });
});

/** A Route that moves the alias, changes the given settings, and fails in the end. */
const failing = (fields: Record<string, unknown>): ReturnType<typeof route> => {
  failToProvision();
  return simple({ provisionedConcurrentExecutions: 2, ...fields });
};

describe('what a failed Route has changed beside the traffic', () => {
  beforeEach(async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
  });

  it('is reserved concurrency, which is as it was', async () => {
    await aws().send(
      new PutFunctionConcurrencyCommand({ FunctionName: world.name(), ReservedConcurrentExecutions: 7 }),
    );

    const ended = await world.run(failing({ reservedConcurrentExecutions: 20 }));

    expect(ended.progress).toContain('Reserved concurrency is as before this stage: 7.');
    expect(await reserved()).toBe(7);
  });

  it('is named if somebody else has changed it again', async () => {
    const { lambda } = world.world.sidecar;
    lambda.addFault({ operation: 'PutProvisionedConcurrencyConfig', kind: 'settleSlow', ms: 60_000 });
    const started = world.start(failing({ reservedConcurrentExecutions: 20 }));
    await passedUntil('the reservation', async () => (await reserved()) === 20);
    await aws().send(
      new PutFunctionConcurrencyCommand({ FunctionName: world.name(), ReservedConcurrentExecutions: 9 }),
    );

    const ended = await started.ended();

    expect(ended.progress).toMatch(
      /^Not fully restored: Provisioned concurrency of live is as before this stage: none/,
    );
    expect(ended.progress).toContain('Someone else changed reserved concurrency: expected 20, found 9.');
    expect(await reserved()).toBe(9);
  });

  it.each([
    ['a created one is gone', [], [{ arn: QUEUE, batchSize: 5 }, { arn: OTHER }], 'CreateEventSourceMapping', 1],
    [
      'a changed one is as it was',
      [QUEUE],
      [{ arn: QUEUE, batchSize: 5 }, { arn: OTHER }],
      'CreateEventSourceMapping',
      0,
    ],
    ['a removed queue is there', [QUEUE, OTHER], [], 'DeleteEventSourceMapping', 1],
  ])('is an event source: %s again', async (_what, before, eventSources, operation, after) => {
    for (const arn of before) await attach(arn);
    const found = await mappings();
    // Denied for longer than a new permission may take to arrive.
    world.world.sidecar.lambda.addFault({ operation, kind: 'accessDenied', after, forMs: 3_600_000 });

    const ended = await world.run(simple({ eventSourceMode: 'own', eventSources }));

    world.world.sidecar.lambda.clearFaults();
    expect(ended.status).toBe('TERMINAL');
    expect(ended.progress).toMatch(/^Reverted: live → v1 100%, as before this execution\. Event source \w+ (is|was)/);
    expect((await mappings()).sort()).toEqual(found.sort());
  });
});

describe('an event source that a failed Route has created', () => {
  const mappingOf = async (EventSourceArn: string): Promise<EventSourceMappingConfiguration | undefined> => {
    const FunctionName = `${world.name()}:live`;
    const { EventSourceMappings } = await aws().send(
      new ListEventSourceMappingsCommand({ FunctionName, EventSourceArn }),
    );
    return EventSourceMappings?.[0];
  };
  /** The second source is denied for longer than a new permission may take to arrive. */
  const deny = (after: number): void =>
    world.world.sidecar.lambda.addFault({
      operation: 'CreateEventSourceMapping',
      kind: 'accessDenied',
      after,
      forMs: 3_600_000,
    });
  beforeEach(async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
  });
  afterEach(() => world.world.sidecar.lambda.clearFaults());

  it.each([
    ['the stage has set', { BatchSize: 7 }],
    ['the stage has left to AWS', { MaximumBatchingWindowInSeconds: 30 }],
  ])('stays, and is named, if somebody else has changed a setting that %s', async (_which, change) => {
    deny(1);
    const started = world.start(simple({ eventSources: [{ arn: QUEUE, batchSize: 5 }, { arn: OTHER }] }));
    await passedUntil('the mapping', async () => (await mappingOf(QUEUE))?.State === 'Enabled');
    const UUID = (await mappingOf(QUEUE))?.UUID;
    await aws().send(new UpdateEventSourceMappingCommand({ UUID, ...change }));

    const ended = await started.ended();

    expect(ended.progress).toContain('Someone else changed event source orders. This stage left it unchanged.');
    expect(await mappingOf(QUEUE)).toMatchObject({ UUID, ...change });
  });

  it('stays, and is not taken for its own, if somebody else has created another one instead', async () => {
    deny(1);
    const started = world.start(simple({ eventSources: [{ arn: QUEUE, batchSize: 5 }, { arn: OTHER }] }));
    await passedUntil('the mapping', async () => (await mappingOf(QUEUE))?.State === 'Enabled');
    const own = (await mappingOf(QUEUE))?.UUID;
    await aws().send(new DeleteEventSourceMappingCommand({ UUID: own }));
    await passedUntil('no mapping', async () => (await mappingOf(QUEUE)) === undefined);
    world.world.sidecar.lambda.clearFaults();
    await aws().send(
      new CreateEventSourceMappingCommand({
        FunctionName: `${world.name()}:live`,
        EventSourceArn: QUEUE,
        BatchSize: 5,
      }),
    );
    deny(0);

    const ended = await started.ended();

    expect(ended.status).toBe('TERMINAL');
    expect(await mappingOf(QUEUE)).toMatchObject({ BatchSize: 5 });
  });

  it('is not removed but set back if somebody else had created it first', async () => {
    const steps = [{ weightPercent: 10, holdSeconds: 600 }];
    const eventSources = [{ arn: QUEUE, batchSize: 5 }, { arn: OTHER }];
    const started = world.start(route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps, eventSources }));
    await world.untilServed('1 2:0.1');
    await attach(QUEUE);
    // The first call of the stage is answered that the mapping exists.
    deny(1);

    const ended = await started.ended();

    expect(ended.progress).toContain('Event source orders is as before this stage.');
    expect(await mappings()).toEqual(['orders 10']);
  });
});

describe('an event source that a failed Route has removed', () => {
  it('stays removed, and is named, if it had settings that cannot be set again', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
    await aws().send(
      new CreateEventSourceMappingCommand({
        FunctionName: `${world.name()}:live`,
        EventSourceArn: QUEUE,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    );
    await world.world.pass(60);
    await attach(OTHER);
    world.world.sidecar.lambda.addFault({
      operation: 'DeleteEventSourceMapping',
      kind: 'accessDenied',
      after: 1,
      forMs: 3_600_000,
    });

    const ended = await world.run(simple({ eventSourceMode: 'own', eventSources: [] }));

    world.world.sidecar.lambda.clearFaults();
    expect(ended.status).toBe('TERMINAL');
    expect(await mappings()).toHaveLength(1);
    expect(JSON.stringify(ended)).toContain('stays removed');
  });
});

describe('callers that do not use the alias', () => {
  it('are named when the alias goes back, because they still run the new code', async () => {
    await world.makeFunction(ok, FAILING);
    await world.makeAlias('live', '1');
    await attach(QUEUE, world.name());

    const ended = await world.run(
      route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps: [{ weightPercent: 10 }, { check: {} }] }),
    );

    expect(ended.progress).toBe('Reverted: live → v1 100%, as before this execution.');
    expect(ended.warnings).toContainEqual(
      expect.stringMatching(/^event source orders still runs v2's code: it calls function-\d+ without an alias/),
    );
  });
});

describe('a stage that sends the alias back', () => {
  it('names the callers of the new code, too', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
    await attach(QUEUE, world.name());

    const ended = await world.run(simple({}), simple({ versionNameA: '1' }));

    expect(ended).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v1 100%' });
    expect(ended.warnings).toEqual([expect.stringContaining("event source orders still runs v2's code")]);
  });
});

describe('a timer that sends the alias back', () => {
  it('names them in the outcome of the stage that left the canary', async () => {
    await world.makeFunction(ok, ok);
    await world.makeAlias('live', '1');
    await attach(QUEUE, world.name());
    const ended = await world.run(
      route({
        deploymentStrategy: '$WEIGHTED',
        ...{ versionNameA: '2', trafficPercentA: 10, versionNameB: '1' },
        revertUnlessPromotedWithinSeconds: 60,
      }),
    );

    await world.untilServed('1');

    const outcome = await world.world.sidecar.poll(String(ended.outcome('id')));
    expect(outcome.warnings).toContainEqual(expect.stringContaining("event source orders still runs v2's code"));
  });
});

describe('a failed rollout that is to be held', () => {
  it('says what the alias keeps, and how to get out of that', async () => {
    await world.makeFunction(ok, FAILING);
    await world.makeAlias('live', '1');
    const steps = [{ weightPercent: 10 }, { check: {} }];

    const ended = await world.run(
      route({ deploymentStrategy: '$GRADUAL', versionNameA: '2', steps, onFailure: 'hold' }),
    );

    expect(ended.status).toBe('TERMINAL');
    expect(ended.progress).toContain(
      'live keeps v2 10%, v1 90%, because onFailure is hold. To end this, send all traffic of live to v2 or to v1 with a Route stage.',
    );
    expect(await world.served()).toBe('1 2:0.1');
  });
});

describe('a candidate that is to be deleted', () => {
  const deleting = route({
    deploymentStrategy: '$GRADUAL',
    versionNameA: '$LATEST',
    steps: [{ weightPercent: 10 }, { check: { expect: { bodyContains: 'never' } } }],
    onFailure: 'revertAndDeleteCandidate',
  });
  const exists = async (version: string): Promise<boolean> =>
    (await versionNumbers(aws(), world.name())).includes(version);

  it('is deleted once it has been out of the alias for 15 s', async () => {
    await world.makeFunction(ok);
    await world.makeAlias('live', '1');
    await world.world.sidecar.putCode('broken.zip', 'two');

    const ended = await world.run(
      ['Aws.LambdaUpdateCodeStage', { s3bucket: 'builds', s3key: 'broken.zip', publish: true }],
      deleting,
    );

    const calls = world.world.sidecar.lambda.calls();
    const [back, deleted] = ['UpdateAlias', 'DeleteFunction'].map((operation) =>
      Date.parse(calls.filter((call) => call.operation === operation).at(-1)?.time ?? ''),
    );
    expect(ended.progress).toBe('Reverted: live → v1 100%, as before this execution. v2 was deleted.');
    expect((deleted ?? 0) - (back ?? 0)).toBeGreaterThanOrEqual(15_000);
  });

  it('stays, and is named, if an earlier execution has published it and this one only reuses it', async () => {
    await world.makeFunction(ok);
    await world.makeAlias('live', '1');
    await world.world.sidecar.putCode('broken.zip', 'two');
    const update: Stage = ['Aws.LambdaUpdateCodeStage', { s3bucket: 'builds', s3key: 'broken.zip', publish: true }];
    await world.run(update);

    const ended = await world.run(update, deleting);

    expect(ended.progress).toBe(
      'Reverted: live → v1 100%, as before this execution. v2 was kept: this execution has not published it.',
    );
    expect(await exists('2')).toBe(true);
  });

  it('is deleted if a later stage of the execution that published it has reused it', async () => {
    await world.makeFunction(ok);
    await world.makeAlias('live', '1');
    await world.world.sidecar.putCode('broken.zip', 'two');
    const update: Stage = ['Aws.LambdaUpdateCodeStage', { s3bucket: 'builds', s3key: 'broken.zip', publish: true }];

    const ended = await world.run(update, update, deleting);

    expect(ended.progress).toContain('v2 was deleted.');
    expect(await exists('2')).toBe(false);
  });

  it('stays, and is named, if no stage of the execution has published anything', async () => {
    await world.makeFunction(ok, FAILING);
    await world.makeAlias('live', '1');

    const ended = await world.run(deleting);

    expect(ended.progress).toContain('v2 was kept: this execution has not published it.');
    expect(await exists('2')).toBe(true);
  });

  it('is no revert if the alias never left its version', async () => {
    await world.makeFunction(ok);
    await world.makeAlias('live', '1');
    await world.world.sidecar.putCode('broken.zip', 'two');

    const ended = await world.run(
      ['Aws.LambdaUpdateCodeStage', { s3bucket: 'builds', s3key: 'broken.zip', publish: true }],
      route({
        deploymentStrategy: '$BLUEGREEN',
        healthCheck: { expect: { bodyContains: 'never' } },
        onFailure: 'revertAndDeleteCandidate',
      }),
    );

    expect(ended.progress).toMatch(
      /^Failed: The health check on v2 failed.* live stays at v1 100%\. v2 was deleted\.$/,
    );
  });
});
