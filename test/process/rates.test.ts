import type { Outcome } from 'stage-contract';
import { startPostgresServer, type PostgresServer } from '../../orca-stages-ts/src/testing/postgresServer';
import { startStrictLambda, type StrictLambda } from 'strict-lambda';
import { ask } from './support/ask';
import { deploymentOf } from './support/deploymentOf';
import { startSidecarProcess, type SidecarProcess } from './support/sidecarProcess';
import { putHandler } from './support/testSidecar';
import { eventually } from 'strict-lambda/src/testing/eventually';

/** As configured by default. */
const GRANTED_PER_SECOND = 10;
const BURST = 5;
/** What a process has reserved in advance, and starts immediately after it had no CPU time. */
const BUNCHED = 7;
const DEPLOYMENTS = 16;

interface Started {
  id: string;
  replica: SidecarProcess;
}

let server: PostgresServer;
let lambda: StrictLambda;
let replicas: [SidecarProcess, SidecarProcess];

beforeAll(async () => {
  server = await startPostgresServer();
  const environment = { DATABASE_URL: await server.newDatabase(), SEALING_KEY: 'ab'.repeat(32) };
  lambda = await startStrictLambda({ settleDelayMs: 50 });
  await putHandler(lambda, 'v1.zip', 'one');
  const options = {
    sharedLambda: lambda,
    configuration: { sealingKeys: [{ keyEnv: 'SEALING_KEY' }], rates: {} },
    environment,
  };
  replicas = await Promise.all([startSidecarProcess(options), startSidecarProcess(options)]);
});
afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await lambda.close();
  await server.close();
});

beforeEach(() => {
  lambda.clearCalls();
});
afterEach(async () => {
  for (const replica of replicas) if (!replica.isRunning()) await replica.restart();
});

const deploy = (replica: SidecarProcess, functionName: string): Promise<string> =>
  replica.begin({
    type: 'Aws.LambdaDeploymentStage',
    executionId: `execution-${functionName}`,
    context: deploymentOf('v1.zip', { functionName, aliases: ['live'] }),
  });
let functionNumber = 0;
/** Starts deployments at both replicas in turn; returns each with its replica. */
const deployMany = (): Promise<Started[]> =>
  Promise.all(
    Array.from({ length: DEPLOYMENTS }, async (_, index) => {
      const replica = replicas[index % 2 === 0 ? 0 : 1];
      return { id: await deploy(replica, `checkout-${++functionNumber}`), replica };
    }),
  );
/** Polls sequentially: a test that polls all the time would slow down what is measured. */
async function endedOneByOne(started: readonly Started[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { id, replica } of started) outcomes.push(await replica.ended(id));
  return outcomes;
}
const grantedAt = async (replica: SidecarProcess): Promise<number> => {
  const { text } = await ask({ method: 'GET', url: `${replica.address}/metrics` });
  return Number(
    /^lambda_stages_aws_granted_per_second\{account="123456789012",region="us-east-1",pool="controlPlane"\} (\S+)$/m.exec(
      text,
    )?.[1] ?? NaN,
  );
};
async function untilLowered(replica: SidecarProcess): Promise<void> {
  await eventually('the granted rate to be lowered', async () => (await grantedAt(replica)) < GRANTED_PER_SECOND, {
    everyMs: 50,
  });
}

it('two replicas stay within the granted rate together, so that AWS throttles none of their calls', async () => {
  const started = await deployMany();

  const outcomes = await endedOneByOne(started);

  const times = outcomes
    .flatMap((outcome) => outcome.awsCalls)
    .filter(({ call }) => call !== 'GetFunction' && call !== 'AssumeRole')
    .map(({ at }) => Date.parse(at));
  const mostInASecond = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
  expect(outcomes.map((outcome) => outcome.status)).toEqual(started.map(() => 'SUCCEEDED'));
  expect(lambda.calls().filter((call) => call.status === 429)).toEqual([]);
  expect(times.length).toBeGreaterThanOrEqual(2 * DEPLOYMENTS);
  expect(mostInASecond).toBeLessThanOrEqual(GRANTED_PER_SECOND + BURST + BUNCHED);
  expect(await Promise.all(replicas.map(grantedAt))).toEqual([GRANTED_PER_SECOND, GRANTED_PER_SECOND]);
});

it('a replica that dies leaves its share to the other one', async () => {
  const started = await deployMany();
  await replicas[0].until(started[0]?.id ?? '', (outcome) => outcome.status !== 'RUNNING');

  await replicas[0].signal('SIGKILL');
  const outcomes = await endedOneByOne(started.map(({ id }) => ({ id, replica: replicas[1] })));

  expect(outcomes.map((outcome) => outcome.status)).toEqual(started.map(() => 'SUCCEEDED'));
  expect(lambda.calls().filter((call) => call.status === 429)).toEqual([]);
  expect(await grantedAt(replicas[1])).toBe(GRANTED_PER_SECOND);
});

// Last, as the granted rate stays lowered for a while.
it('a throttle at one replica slows the other down, and everything succeeds', async () => {
  lambda.addFault({ kind: 'throttle', operation: 'CreateFunction', times: 1 });

  const started = await deployMany();
  await Promise.all(replicas.map(untilLowered));
  const outcomes = await endedOneByOne(started);

  expect(outcomes.map((outcome) => outcome.status)).toEqual(started.map(() => 'SUCCEEDED'));
  expect(lambda.calls().filter((call) => call.status === 429)).toHaveLength(1);
});
