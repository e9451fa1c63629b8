import { GetAliasCommand, LambdaClient, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import { heldHandler } from 'strict-lambda/src/testing/heldHandler';
import { deploymentOf, TARGET } from './support/deploymentOf';
import { startSidecarProcess, type SidecarProcess } from './support/sidecarProcess';
import { ACCOUNT_ID } from './support/sidecarSettings';
import { mutatingCalls, putHandler } from './support/testSidecar';
import { skippingClock, type SkippingClock } from '../../orca-stages-ts/src/testing/skippingClock';
import { eventually } from 'strict-lambda/src/testing/eventually';

const deployment = (key: string, more: Record<string, unknown> = {}): Record<string, unknown> =>
  deploymentOf(key, { aliases: ['live'], ...more });
const route = (versionNameA: string): Record<string, unknown> => ({
  ...TARGET,
  aliasName: 'live',
  deploymentStrategy: '$SIMPLE',
  versionNameA,
});
const deploy = (executionId: string, key: string): Promise<Outcome> =>
  sidecar.run({ type: 'Aws.LambdaDeploymentStage', executionId, context: deployment(key) });

/** How long slow calls and changes take at AWS, unless its clock is moved on. */
const LONG_MS = 60_000;
let sidecar: SidecarProcess;
let aws: LambdaClient;
let clock: SkippingClock;

beforeEach(async () => {
  clock = skippingClock();
  sidecar = await startSidecarProcess({ lambda: { clock } });
  aws = new LambdaClient({
    endpoint: sidecar.lambda.url,
    region: 'us-east-1',
    credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' },
  });
  await putHandler(sidecar.lambda, 'v1.zip', 'one');
  await putHandler(sidecar.lambda, 'v2.zip', 'two');
});
afterEach(async () => {
  aws.destroy();
  await sidecar.close();
  if (isAlive(sidecar.pid())) throw new Error("The sidecar's process has outlived its test.");
});

/** Published versions, and where the alias sends its calls. */
async function serving(): Promise<{
  versions: (string | undefined)[];
  main: string | undefined;
  weights: Record<string, number>;
}> {
  const { Versions: versions = [] } = await aws.send(new ListVersionsByFunctionCommand({ FunctionName: 'checkout' }));
  const live = await aws.send(new GetAliasCommand({ FunctionName: 'checkout', Name: 'live' }));
  return {
    versions: versions.map((version) => version.Version).filter((version) => version !== '$LATEST'),
    main: live.FunctionVersion,
    weights: live.RoutingConfig?.AdditionalVersionWeights ?? {},
  };
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function kill(): Promise<void> {
  const pid = sidecar.pid();
  const end = await sidecar.signal('SIGKILL');
  expect([end.signal, isAlive(pid)]).toEqual(['SIGKILL', false]);
}
async function killAndRestart(): Promise<void> {
  await kill();
  await sidecar.restart();
}

const isAtAws = (call: string): boolean => sidecar.lambda.inFlight().includes(call);
/** Resolves when AWS has carried out a call, whether or not anybody waits for its response. */
const landed = async (call: string): Promise<void> =>
  void (await eventually(`the end of ${call}`, () => !isAtAws(call)));

describe('a sidecar killed with -9 and started again with the same journal', () => {
  it('continues with a first deployment that settles slowly, and creates nothing twice', async () => {
    sidecar.lambda.addFault({ kind: 'settleSlow', ms: LONG_MS, operation: 'CreateFunction' });
    const id = await sidecar.begin({ type: 'Aws.LambdaDeploymentStage', context: deployment('v1.zip') });
    await sidecar.until(id, ({ progressTold }) => progressTold?.code === 'waitingUntilSettled', 'settling');

    await killAndRestart();
    clock.skip(LONG_MS);
    const outcome = await sidecar.ended(id);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', outputs: { functionVersion: '1', lambdaCreated: true } });
    expect(await serving()).toEqual({ versions: ['1'], main: '1', weights: {} });
    expect(mutatingCalls(sidecar.lambda)).toEqual(['CreateFunction 201', 'PublishVersion 201', 'CreateAlias 201']);
  });

  it('continues with an update that settles slowly, and publishes nothing twice', async () => {
    await deploy('execution-1', 'v1.zip');
    sidecar.lambda.setSettleDelayMs(LONG_MS);
    sidecar.lambda.clearCalls();
    const id = await sidecar.begin({
      type: 'Aws.LambdaDeploymentStage',
      executionId: 'execution-2',
      context: deployment('v2.zip', { memorySize: 256 }),
    });
    await sidecar.until(id, ({ progressTold }) => progressTold?.code === 'waitingUntilSettled', 'settling');

    await killAndRestart();
    sidecar.lambda.setSettleDelayMs(20);
    clock.skip(LONG_MS);
    const outcome = await sidecar.ended(id);

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      outputs: { functionVersion: '2' },
      candidate: { version: '2' },
    });
    expect(await serving()).toEqual({ versions: ['1', '2'], main: '1', weights: {} });
    expect(mutatingCalls(sidecar.lambda).filter((call) => call.startsWith('UpdateFunctionConfiguration'))).toEqual([
      'UpdateFunctionConfiguration 200',
    ]);
  });

  it('moves the alias once if it dies while AWS moves it', async () => {
    await deploy('execution-1', 'v1.zip');
    await deploy('execution-2', 'v2.zip');
    sidecar.lambda.clearCalls();
    sidecar.lambda.addFault({ kind: 'slow', ms: LONG_MS, operation: 'UpdateAlias' });
    const id = await sidecar.begin({
      type: 'Aws.LambdaTrafficRoutingStage',
      executionId: 'execution-2',
      context: route('$LATEST'),
    });
    await eventually('the move at AWS', () => isAtAws('UpdateAlias'));

    await kill();
    clock.skip(LONG_MS);
    await landed('UpdateAlias');
    await sidecar.restart();
    const outcome = await sidecar.ended(id);

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'live → v2 100%',
      routing: { before: { mainVersion: '1' }, now: { mainVersion: '2' } },
    });
    expect(await serving()).toEqual({ versions: ['1', '2'], main: '2', weights: {} });
    expect(mutatingCalls(sidecar.lambda)).toEqual(['UpdateAlias 200']);
  });

  it('never runs a function twice: an invocation that was in flight ends as unknown', async () => {
    const held = heldHandler(sidecar.folder);
    await sidecar.lambda.putObject({ bucket: 'builds', key: 'slow.zip', body: held.zip });
    await sidecar.run({
      type: 'Aws.LambdaDeploymentStage',
      executionId: 'execution-1',
      context: deployment('slow.zip', { timeout: 60 }),
    });
    sidecar.lambda.clearCalls();
    const id = await sidecar.begin({
      type: 'Aws.LambdaInvokeStage',
      executionId: 'execution-1',
      context: { ...TARGET, aliasName: 'live' },
    });
    await eventually('the call', () => held.runs() === 1);

    await killAndRestart();
    const outcome = await sidecar.ended(id);
    held.release();
    await landed('Invoke');

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code: 'outcomeUnknown',
        what: expect.stringMatching(/it may have run/),
        next: expect.stringMatching(/log/),
      },
    });
    expect(held.runs()).toBe(1);
    expect(mutatingCalls(sidecar.lambda).filter((call) => call.startsWith('Invoke'))).toHaveLength(1);
  });
});

describe('a sidecar told to stop with SIGTERM', () => {
  it('lets the call in flight finish, answers polls, rejects new stages, and continues after its restart', async () => {
    await deploy('execution-1', 'v1.zip');
    await deploy('execution-2', 'v2.zip');
    sidecar.lambda.clearCalls();
    sidecar.lambda.addFault({ kind: 'slow', ms: LONG_MS, operation: 'UpdateAlias' });
    const id = await sidecar.begin({
      type: 'Aws.LambdaTrafficRoutingStage',
      executionId: 'execution-2',
      context: route('$LATEST'),
    });
    await eventually('the move at AWS', () => isAtAws('UpdateAlias'));

    const ended = sidecar.signal('SIGTERM');
    await eventually('the stop in the log', () => sidecar.log().includes('stopping; draining'));
    const polled = await sidecar.poll(id);
    const refused = await sidecar.create({ type: 'Aws.LambdaInvokeStage', context: { ...TARGET, aliasName: 'live' } });
    clock.skip(LONG_MS);
    const end = await ended;
    const written = mutatingCalls(sidecar.lambda);
    await sidecar.restart();
    const outcome = await sidecar.ended(id);

    expect([polled.status, refused.httpStatus, refused.headers['retry-after']]).toEqual(['RUNNING', 503, '10']);
    expect([end.exitCode, isAlive(sidecar.pid())]).toEqual([0, true]);
    expect(written).toEqual(['UpdateAlias 200']);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v2 100%' });
    expect(await serving()).toEqual({ versions: ['1', '2'], main: '2', weights: {} });
    expect(mutatingCalls(sidecar.lambda)).toEqual(['UpdateAlias 200']);
  });

  it('hands a deployment that settles over to the next process, without waiting for AWS', async () => {
    sidecar.lambda.addFault({ kind: 'settleSlow', ms: LONG_MS, operation: 'CreateFunction' });
    const id = await sidecar.begin({ type: 'Aws.LambdaDeploymentStage', context: deployment('v1.zip') });
    await sidecar.until(id, ({ progressTold }) => progressTold?.code === 'waitingUntilSettled', 'settling');

    const end = await sidecar.signal('SIGTERM');
    const written = mutatingCalls(sidecar.lambda);
    await sidecar.restart();
    clock.skip(LONG_MS);
    const outcome = await sidecar.ended(id);

    expect(end.exitCode).toBe(0);
    expect(written).toEqual(['CreateFunction 201']);
    expect(outcome).toMatchObject({ status: 'SUCCEEDED', outputs: { functionVersion: '1', lambdaCreated: true } });
    expect(mutatingCalls(sidecar.lambda)).toEqual(['CreateFunction 201', 'PublishVersion 201', 'CreateAlias 201']);
  });
});
