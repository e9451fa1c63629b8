import { startPostgresServer, type PostgresServer } from '../../orca-stages-ts/src/testing/postgresServer';
import { startStrictLambda, type StrictLambda } from 'strict-lambda';
import { ask } from './support/ask';
import type { StageRequest } from './support/sidecarClient';
import { deploymentOf, TARGET } from './support/deploymentOf';
import { startSidecarProcess, type SidecarProcess } from './support/sidecarProcess';
import { TOKEN } from './support/sidecarSettings';
import { mutatingCalls, putHandler } from './support/testSidecar';
import { skippingClock, type SkippingClock } from '../../orca-stages-ts/src/testing/skippingClock';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { heldHandler } from 'strict-lambda/src/testing/heldHandler';

/** The function of the current test. */
let where = TARGET;
let functionNumber = 0;
const deployment = (key: string, more: Record<string, unknown> = {}): Record<string, unknown> =>
  deploymentOf(key, { ...where, aliases: ['live'], ...more });
const route = (versionNameA: string): Record<string, unknown> => ({
  ...where,
  aliasName: 'live',
  deploymentStrategy: '$SIMPLE',
  versionNameA,
});

let server: PostgresServer;
/** How long slow calls and changes take at AWS, unless its clock is moved on. */
const LONG_MS = 60_000;
let lambda: StrictLambda;
let clock: SkippingClock;
let first: SidecarProcess;
let second: SidecarProcess;

beforeAll(async () => {
  server = await startPostgresServer();
  const environment = { DATABASE_URL: await server.newDatabase(), SEALING_KEY: 'ab'.repeat(32) };
  clock = skippingClock();
  lambda = await startStrictLambda({ settleDelayMs: 20, quotas: 'unlimited', clock });
  const options = {
    sharedLambda: lambda,
    configuration: { sealingKeys: [{ keyEnv: 'SEALING_KEY' }], log: { level: 'debug' } },
    environment,
  };
  [first, second] = await Promise.all([startSidecarProcess(options), startSidecarProcess(options)]);
  await putHandler(lambda, 'v1.zip', 'one');
  await putHandler(lambda, 'v2.zip', 'two');
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  await lambda.close();
  await server.close();
});

beforeEach(() => {
  where = { ...where, functionName: `checkout-${++functionNumber}` };
  lambda.clearFaults();
  lambda.setSettleDelayMs(20);
  lambda.clearCalls();
});
/** Every test finds both replicas at work. */
afterEach(async () => {
  for (const replica of [first, second])
    if (replica.isRunning()) replica.pause('SIGCONT');
    else await replica.restart();
});

/** Lines of a replica's log with this message. */
const logged = (replica: SidecarProcess, message: string): string[] =>
  replica
    .log()
    .split('\n')
    .filter((line) => line.includes(message));
/** Resolves when a replica has failed to read its journal and has tried again. */
const failedTwice = async (replica: SidecarProcess): Promise<void> =>
  void (await eventually(
    'two failures in the log',
    () => logged(replica, 'the journal could not be read').length >= 2,
  ));
/** Resolves when a replica has noticed that another one has an operation of its own. */
const takenOver = async (replica: SidecarProcess, id: string): Promise<void> =>
  void (await eventually('the takeover in the log', () =>
    logged(replica, 'operation taken over by another replica').some((line) => line.includes(id)),
  ));
const httpStatus = async (replica: SidecarProcess, path: string): Promise<number> =>
  (await ask({ method: 'GET', url: `${replica.address}${path}`, headers: { authorization: `Bearer ${TOKEN}` } }))
    .httpStatus;

async function deployBoth(): Promise<void> {
  await first.run({ type: 'Aws.LambdaDeploymentStage', executionId: 'execution-1', context: deployment('v1.zip') });
  await second.run({ type: 'Aws.LambdaDeploymentStage', executionId: 'execution-2', context: deployment('v2.zip') });
  lambda.clearCalls();
}

const isAtAws = (call: string): boolean => lambda.inFlight().includes(call);
/** Resolves when AWS has carried out a call, whether or not anybody waits for its response. */
const landed = async (call: string): Promise<void> =>
  void (await eventually(`the end of ${call}`, () => !isAtAws(call)));

/**
 * Starts a stage, and resolves when the first replica is inside this call. The second one is paused meanwhile, so that
 * it cannot be faster.
 */
async function inCallOfFirst(call: string, stage: StageRequest): Promise<string> {
  second.pause('SIGSTOP');
  const id = await first.begin(stage);
  await eventually(`${call} at AWS`, () => isAtAws(call));
  second.pause('SIGCONT');
  return id;
}

/** A route whose call that moves the alias is in flight at the first replica. */
function routeInCall(): Promise<string> {
  lambda.addFault({ kind: 'slow', ms: LONG_MS, operation: 'UpdateAlias' });
  return inCallOfFirst('UpdateAlias', {
    type: 'Aws.LambdaTrafficRoutingStage',
    executionId: 'execution-2',
    context: route('$LATEST'),
  });
}

describe('two replicas on one PostgreSQL', () => {
  it('name their journal without its password', () => {
    expect(first.log()).toMatch(/"journal":"PostgreSQL at 127\.0\.0\.1:\d+\/journal_\d+"/);
    expect(first.log()).not.toContain('password-of-postgres');
  });

  it('take over what a killed one was doing, and move the alias once', async () => {
    await deployBoth();
    const id = await routeInCall();

    await first.signal('SIGKILL');
    clock.skip(LONG_MS);
    await landed('UpdateAlias');
    const outcome = await second.ended(id);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v2 100%' });
    expect(mutatingCalls(lambda)).toEqual(['UpdateAlias 200']);
  });

  it('take over from one that was only paused, which writes nothing when it continues', async () => {
    await deployBoth();
    const id = await routeInCall();

    first.pause('SIGSTOP');
    clock.skip(LONG_MS);
    await landed('UpdateAlias');
    const outcome = await second.ended(id);
    first.pause('SIGCONT');
    await takenOver(first, id);

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', progress: 'live → v2 100%' });
    expect(await first.poll(id)).toEqual({ ...outcome, statusUrl: `${first.address}/v1/operations/${id}` });
    expect(mutatingCalls(lambda)).toEqual(['UpdateAlias 200']);
  });

  it('run a function once if the one that invokes it is paused', async () => {
    const held = heldHandler(first.folder);
    await lambda.putObject({ bucket: 'builds', key: 'slow.zip', body: held.zip });
    await first.run({ type: 'Aws.LambdaDeploymentStage', context: deployment('slow.zip', { timeout: 60 }) });
    lambda.clearCalls();
    const id = await inCallOfFirst('Invoke', {
      type: 'Aws.LambdaInvokeStage',
      context: { ...where, aliasName: 'live' },
    });
    await eventually('the call', () => held.runs() === 1);

    first.pause('SIGSTOP');
    held.release();
    await landed('Invoke');
    const outcome = await second.ended(id);
    first.pause('SIGCONT');
    await takenOver(first, id);

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'outcomeUnknown' } });
    expect(await first.poll(id)).toEqual({ ...outcome, statusUrl: `${first.address}/v1/operations/${id}` });
    expect(held.runs()).toBe(1);
    expect(mutatingCalls(lambda).filter((call) => call.startsWith('Invoke'))).toHaveLength(1);
  });

  it('keep the order of operations on one function, whichever of them Orca calls', async () => {
    const ids: string[] = [];
    for (let number = 1; number <= 8; number++) {
      await putHandler(lambda, `${number}.zip`, `build ${number}`);
      ids.push(
        await (number % 2 === 0 ? first : second).begin({
          type: 'Aws.LambdaDeploymentStage',
          executionId: `execution-${number}`,
          context: deployment(`${number}.zip`),
        }),
      );
    }

    const outcomes = await Promise.all(ids.map((id, index) => (index % 2 === 0 ? first : second).ended(id)));

    expect(outcomes.map((outcome) => outcome.outputs.functionVersion)).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
  });

  it('notice a cancel that was sent to the other one', async () => {
    lambda.addFault({ kind: 'settleSlow', ms: 120_000, operation: 'CreateFunction' });
    const id = await first.begin({
      type: 'Aws.LambdaDeploymentStage',
      stageId: 'stage-to-cancel',
      context: deployment('v1.zip'),
    });
    await second.until(id, ({ progressTold }) => progressTold?.code === 'waitingUntilSettled', 'settling');

    const answer = await second.post('/v1/operations/cancel', {
      executionId: 'execution-1',
      stageId: 'stage-to-cancel',
      attempt: 1,
    });
    const outcome = await first.ended(id);

    expect(answer.httpStatus).toBe(200);
    expect(outcome.status).toBe('CANCELED');
  });

  it('hand everything over on SIGTERM without a failed stage', async () => {
    lambda.setSettleDelayMs(LONG_MS);
    const ids = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        first.begin({
          type: 'Aws.LambdaDeploymentStage',
          executionId: `execution-${index}`,
          context: deployment('v1.zip', { functionName: `many-${index}` }),
        }),
      ),
    );
    await eventually('the first function', () => mutatingCalls(lambda).includes('CreateFunction 201'));

    const end = await first.signal('SIGTERM');
    lambda.setSettleDelayMs(20);
    clock.skip(LONG_MS);
    const outcomes = await Promise.all(ids.map((id) => second.ended(id)));

    expect(end.exitCode).toBe(0);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(ids.map(() => 'SUCCEEDED'));
    expect(mutatingCalls(lambda).filter((call) => call === 'CreateFunction 201')).toHaveLength(10);
  });

  it('respond with 503 while the database is down, and continue when it is back', async () => {
    lambda.addFault({ kind: 'settleSlow', ms: LONG_MS, operation: 'CreateFunction' });
    const id = await first.begin({ type: 'Aws.LambdaDeploymentStage', context: deployment('v1.zip') });
    await second.until(id, ({ progressTold }) => progressTold?.code === 'waitingUntilSettled', 'settling');

    await server.halt();
    const away = await Promise.all(
      [first, second].map(async (replica) => [
        await httpStatus(replica, `/v1/operations/${id}`),
        await httpStatus(replica, '/readyz'),
        await httpStatus(replica, '/healthz'),
      ]),
    );
    await Promise.all([first, second].map(failedTwice));
    await server.start();
    clock.skip(LONG_MS);
    const outcome = await second.ended(id);

    expect(away).toEqual([
      [503, 503, 200],
      [503, 503, 200],
    ]);
    expect(await Promise.all([first, second].map((replica) => httpStatus(replica, '/readyz')))).toEqual([200, 200]);
    expect(outcome.status).toBe('SUCCEEDED');
    expect(mutatingCalls(lambda)).toEqual(['CreateFunction 201', 'PublishVersion 201', 'CreateAlias 201']);
  });
});

describe('a replica without a key that the others have', () => {
  it('does not start, and says why', async () => {
    const started = startSidecarProcess({
      sharedLambda: lambda,
      environment: { DATABASE_URL: await server.newDatabase() },
    });

    await expect(started).rejects.toThrow(
      /sealingKeys is missing; with DATABASE_URL several replicas share the journal/,
    );
  });
});
