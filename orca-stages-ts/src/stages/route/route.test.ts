import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { liveAlias, moveLive } from '../../testing/liveAlias';
import { deploymentOf } from '../../testing/deploymentOf';
import { startBench, type RunOptions, type StageBench } from '../../testing/stageBench';
import type { Outcome } from 'stage-contract';
import { eventually } from 'strict-lambda/src/testing/eventually';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
let bench: StageBench;

const deploy = (key: string, options: RunOptions = {}, more: Record<string, unknown> = {}): Promise<Outcome> =>
  bench.run('Aws.LambdaDeploymentStage', { ...deploymentOf(key), ...more }, options);
const weighted = (percent: number, options: RunOptions = {}, more: Record<string, unknown> = {}): Promise<Outcome> =>
  bench.run(
    ROUTE,
    {
      aliasName: 'live',
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      trafficPercentA: percent,
      versionNameB: '$PREVIOUS',
      ...more,
    },
    options,
  );
const simple = (version: string, options: RunOptions = {}, more: Record<string, unknown> = {}): Promise<Outcome> =>
  bench.run(ROUTE, { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: version, ...more }, options);
const remove = (version: string, options: RunOptions = {}): Promise<Outcome> =>
  bench.run('Aws.LambdaDeleteStage', { version }, options);
const alias = () => liveAlias(bench.aws);
const moveBehindBack = (version: string): Promise<unknown> => moveLive(bench.aws, version);

const first = { executionId: 'execution-1' };
const second = { executionId: 'execution-2' };

beforeEach(async () => {
  bench = await startBench();
  await bench.putCode('v1.zip', 'one');
  await bench.putCode('v2.zip', 'two');
  await bench.putCode('bad.zip', 'bad');
});
afterEach(async () => {
  await bench.close();
});

describe('the canary pipeline', () => {
  it('sends 100% immediately on the very first run, and cleaning up finds nothing to delete', async () => {
    const deployed = await deploy('v1.zip', first);
    const routed = await weighted(10, first);
    const promoted = await simple('$LATEST', first);
    const deleted = await remove('$PREVIOUS', first);

    expect(deployed).toMatchObject({ status: 'SUCCEEDED', outputs: { functionVersion: '1', lambdaCreated: true } });
    expect(routed).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'This stage changed nothing: v1 already serves 100% of live.',
    });
    expect(routed.warnings).toContain('No previous version: v1 gets 100% immediately.');
    expect([promoted.status, deleted.status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('keeps the baseline as main version during the canary, then promotes and deletes the old version', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);

    const canary = await weighted(10, second);
    const during = await alias();
    const promoted = await simple('$LATEST', second);
    const deleted = await remove('$PREVIOUS', second);

    expect(during).toEqual({ main: '1', weights: { 2: 0.1 } });
    expect(canary).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'live → v2 10%, v1 90%',
      baseline: { version: '1' },
      candidate: { version: '2' },
      routing: {
        before: { mainVersion: '1' },
        now: { mainVersion: '1', additionalVersion: '2', additionalWeightPercent: 10 },
      },
      outputs: {
        'deployment:majorVersionDeployed': '2',
        'deployment:minorVersionDeployed': '1',
        'deployment:aliasDeployed': 'live',
        'deployment:strategyUsed': 'WeightedDeploymentStrategy',
      },
    });
    expect(promoted.progress).toBe('live → v2 100%');
    expect(await alias()).toEqual({ main: '2', weights: {} });
    expect(deleted).toMatchObject({ status: 'SUCCEEDED', outputs: { 'deleteTask:deleteVersion': '1' } });
  });

  it('returns to the baseline and deletes the candidate', async () => {
    await deploy('v1.zip', first);
    await deploy('bad.zip', second);
    await weighted(10, second);

    const back = await simple('$PREVIOUS', second);
    const deleted = await remove('$LATEST', second);

    expect(back.progress).toBe('live → v1 100%');
    expect(await alias()).toEqual({ main: '1', weights: {} });
    expect(deleted).toMatchObject({ status: 'SUCCEEDED', outputs: { 'deleteTask:deleteVersion': '2' } });
  });

  it('publishes nothing new for unchanged code, and then neither routes nor deletes the serving version', async () => {
    await deploy('v1.zip', first);
    const redeployed = await deploy('v1.zip', second);
    const routed = await weighted(10, second);
    const promoted = await simple('$LATEST', second);
    const deleted = await remove('$LATEST', second);

    expect(redeployed.outputs).toMatchObject({ functionVersion: '1', versionReused: true });
    expect([routed.status, promoted.status, deleted.status]).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(deleted.deletions).toEqual([expect.objectContaining({ version: '1', result: 'protected' })]);
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('gives no traffic to a version that someone publishes mid-pipeline', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);
    await weighted(10, second);
    await bench.aws.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'checkout', S3Bucket: 'builds', S3Key: 'bad.zip' }),
    );
    await waitUntilFunctionUpdatedV2({ client: bench.aws, maxWaitTime: 10, minDelay: 1 }, { FunctionName: 'checkout' });
    const foreign = await bench.aws.send(new PublishVersionCommand({ FunctionName: 'checkout' }));

    await simple('$LATEST', second);

    expect(foreign.Version).toBe('3');
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });

  it('fails and shows both routings if someone moved the alias, and touches nothing', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);
    await weighted(10, second);
    await moveBehindBack('1');

    const promoted = await simple('$LATEST', second);

    expect(promoted).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code: 'foreignChange',
        what: 'Someone else changed live: expected v2 10%, v1 90%, found v1 100%. This stage left it unchanged.',
      },
    });
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('proceeds over a foreign change if configured, and says so', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);
    await weighted(10, second);
    await moveBehindBack('1');

    const promoted = await simple('$LATEST', second, { onForeignChange: 'proceed' });

    expect(promoted.status).toBe('SUCCEEDED');
    expect(promoted.warnings.join(' ')).toContain('the stage proceeded, as configured');
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });

  it('notices that someone moved the alias between deployment and route', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);
    await moveBehindBack('2');

    const routed = await weighted(10, second);

    expect(routed).toMatchObject({ status: 'TERMINAL', failure: { code: 'foreignChange' } });
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });
});

describe('without a candidate', () => {
  it('returns to the version that the journal saw the alias serve before, not to the next lower number', async () => {
    await deploy('v1.zip', first);
    await deploy('bad.zip', { executionId: 'abandoned' });
    await deploy('v2.zip', second);
    await simple('$LATEST', second);

    const back = await simple('$PREVIOUS', { executionId: 'rollback' });

    expect(back).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v1 100%' });
  });

  it('keeps the version that it resolved first if another one is published meanwhile', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);
    const promote = { executionId: 'promote' };
    const canary = await weighted(5, promote);
    await deploy('bad.zip', { executionId: 'later' });

    const promoted = await simple('$LATEST', promote);

    expect(canary.progress).toBe('live → v2 5%, v1 95%');
    expect(promoted.progress).toBe('live → v2 100%');
  });
});

describe('rejections before anything is changed', () => {
  it.each([
    ['a function that does not exist', { functionName: 'nothing' }, 'functionNotFound'],
    ['a version that does not exist', { versionNameA: '$PROVIDED', versionNumberA: '99' }, 'versionNotFound'],
    ['a macro without a match', { versionNameA: '$PREVIOUS' }, 'noVersionForMacro'],
  ])('%s', async (_title, fields, code) => {
    await deploy('v1.zip', first);
    bench.lambda.clearCalls();

    const outcome = await bench.run(
      ROUTE,
      { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', ...fields },
      second,
    );

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code } });
    expect(outcome.failure?.next).not.toBe('');
    expect(bench.mutations()).toEqual([]);
  });

  it('warns about callers that bypass the alias, and rejects them with requireAliasCallers', async () => {
    await deploy('v1.zip', first);
    await bench.aws.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'checkout',
        EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:orders',
      }),
    );
    await deploy('v2.zip', second);

    const refused = await weighted(10, second, { requireAliasCallers: true });
    const warned = await weighted(10, second);

    expect(refused).toMatchObject({ status: 'TERMINAL', failure: { code: 'invalidInput' } });
    expect(refused.failure?.what).toContain('event source orders');
    expect(warned.status).toBe('SUCCEEDED');
    expect(warned.warnings.join(' ')).toContain('1 caller bypasses the alias');
  });
});

describe('blue/green', () => {
  const bluegreen = (more: Record<string, unknown>, options: RunOptions): Promise<Outcome> =>
    bench.run(ROUTE, { aliasName: 'live', deploymentStrategy: '$BLUEGREEN', ...more }, options);

  it('promotes a candidate that responds as expected', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);

    const outcome = await bluegreen(
      { healthCheck: { invokePayload: { ping: true }, expect: { jsonPath: [{ path: '$.statusCode', equals: 200 }] } } },
      second,
    );

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v2 100%' });
    expect(outcome.invocations?.[0]).toMatchObject({ ok: true, executedVersion: '2' });
    expect(await alias()).toEqual({ main: '2', weights: {} });
  });

  it('leaves the alias unchanged if the health check fails, with expected and actual values', async () => {
    await deploy('v1.zip', first);
    await deploy('bad.zip', second);

    const outcome = await bluegreen({ healthCheck: { expect: { bodyContains: { label: 'two' } } } }, second);

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'healthCheckFailed' } });
    expect(outcome.failure?.what).toMatch(/expected .*two.*got .*bad/s);
    expect(outcome.progress).toMatch(/live stays at v1 100%\.$/);
    expect(outcome.timeline).toHaveLength(1);
    expect(Object.keys(outcome.outputs)).not.toContain('deployment:majorVersionDeployed');
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('reverts a canary of the same execution and deletes the candidate if configured', async () => {
    await deploy('v1.zip', first);
    await deploy('bad.zip', second);
    await weighted(25, second);

    const outcome = await bluegreen({ destroyOnFail: true, healthCheck: { expect: { matches: 'never' } } }, second);

    expect(outcome.progress).toBe('Reverted: live → v1 100%, as before this execution. v2 was deleted.');
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });

  it('understands the native artifacts', async () => {
    await deploy('v1.zip', first);
    const artifact = (text: string) => ({
      artifact: { type: 'embedded/base64', reference: Buffer.from(text).toString('base64') },
    });

    const outcome = await bluegreen(
      {
        timeout: 10,
        payloadArtifact: artifact('{"n": 1}'),
        outputArtifact: artifact('{ "label": "one", "event": { "n": 1 } }'),
      },
      first,
    );

    expect(outcome.status).toBe('SUCCEEDED');
  });

  it('is held against other executions during its health check, and pre-empted by a return to its baseline', async () => {
    const held = await bench.putHeldCode('slow.zip');
    await deploy('v1.zip', first);
    await deploy('slow.zip', second, { timeout: 60 });
    const id = await bench.begin(
      ROUTE,
      { aliasName: 'live', deploymentStrategy: '$BLUEGREEN', healthCheck: { timeoutSeconds: 20 } },
      second,
    );
    await eventually('the health check', () => held.runs() === 1);

    const refused = await simple('$LATEST', { executionId: 'other' });
    const back = await bench.run(
      ROUTE,
      { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '1' },
      { executionId: 'rollback' },
    );
    held.release();
    const rollout = await bench.ended(id);

    expect(refused).toMatchObject({ status: 'TERMINAL', failure: { code: 'busy' } });
    expect(refused.failure?.what).toContain('execution-2');
    expect(back.status).toBe('SUCCEEDED');
    expect(rollout).toMatchObject({ status: 'CANCELED', failure: { code: 'superseded' } });
    expect(await alias()).toEqual({ main: '1', weights: {} });
  });
});

describe('compare-and-set', () => {
  it.each(['dropBefore', 'dropAfter', 'error5xx', 'throttle'] as const)(
    'moves the alias once despite %s',
    async (kind) => {
      await deploy('v1.zip', first);
      await deploy('v2.zip', second);
      bench.lambda.addFault({ kind, operation: 'UpdateAlias', times: 1 });

      const outcome = await weighted(10, second);

      expect(outcome.status).toBe('SUCCEEDED');
      expect(await alias()).toEqual({ main: '1', weights: { 2: 0.1 } });
    },
  );

  it('creates a missing alias', async () => {
    await deploy('v1.zip', first);

    const outcome = await bench.run(
      ROUTE,
      { aliasName: 'beta', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' },
      first,
    );

    expect(outcome.progress).toBe('beta → v1 100%');
  });

  it('needs no more than two calls above the floor on pinned paths', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);

    const canary = await weighted(10, second);
    const promoted = await simple('$LATEST', second);

    expect(canary.awsCalls.map((call) => call.call).length).toBeLessThanOrEqual(4);
    expect(promoted.awsCalls.map((call) => call.call)).toEqual(['GetAlias', 'UpdateAlias']);
  });

  it('shows when both versions were published and their code, at no extra call', async () => {
    await deploy('v1.zip', first);
    await deploy('v2.zip', second);

    const canary = await weighted(10, second);

    const published = {
      publishedAt: expect.stringMatching(/^\d{4}-/) as string,
      codeSha256: expect.stringMatching(/=$/) as string,
    };
    expect(canary).toMatchObject({
      baseline: { version: '1', ...published },
      candidate: { version: '2', ...published },
    });
    expect(canary.baseline?.codeSha256).not.toBe(canary.candidate?.codeSha256);
    expect(canary.awsCalls.map((call) => call.call)).not.toContain('GetFunction');
  });

  it('routes an alias that someone else created meanwhile', async () => {
    await deploy('v1.zip', first);
    await bench.aws.send(new CreateAliasCommand({ FunctionName: 'checkout', Name: 'other', FunctionVersion: '1' }));

    const outcome = await bench.run(
      ROUTE,
      {
        aliasName: 'other',
        deploymentStrategy: '$SIMPLE',
        versionNameA: '$LATEST',
        triggerArns: 'arn:aws:sqs:us-east-1:123456789012:orders',
        batchsize: '5',
        provisionedConcurrentExecutions: 2,
      },
      first,
    );

    expect(outcome.status).toBe('SUCCEEDED');
    expect(bench.mutations()).toEqual(
      expect.arrayContaining(['PutProvisionedConcurrencyConfig', 'CreateEventSourceMapping']),
    );
  });
});
