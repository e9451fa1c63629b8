import { CreateAliasCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { parseStage, type Outcome } from 'stage-contract';
import { createAwsPort } from '../../orca-stages-ts/src/aws';
import { createEngine, PRODUCTION_TIMING, type Engine } from '../../orca-stages-ts/src/engine';
import { openJournal, type JournalDatabase } from '../../orca-stages-ts/src/journal/openJournal';
import { createSealer, sealingKeyOf } from '../../orca-stages-ts/src/seal';
import { isJudging } from '../../orca-stages-ts/src/stages/shared/expectation';
import { stageRegistry } from '../../orca-stages-ts/src/stages/stageRegistry';
import { DirectHandler } from '../../orca-stages-ts/src/testing/directHandler';
import { keptLog } from '../../orca-stages-ts/src/testing/keptLog';
import { manualClock, type ManualClock } from '../../orca-stages-ts/src/testing/manualClock';
import { awsQuotas, QuotaMeter, startStrictLambda, zipOf, type StrictLambda } from 'strict-lambda';
import { putHandler } from '../process/support/testSidecar';
import { granted, longestSeconds, mostOvertaken } from './manyDeployments';

const ACCOUNT_ID = '123456789012';
const ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/checkout`;
/**
 * Operations of one place that a replica works on at a time. They take turns, so many of them finish almost together.
 */
const AT_A_TIME = 128;

let clock: ManualClock;
let handler: DirectHandler;
let lambda: StrictLambda;
let database: JournalDatabase;
let engine: Engine;
let refused: string[];
let close: () => Promise<void>;

beforeEach(async () => {
  handler = new DirectHandler(() => clock);
  clock = manualClock(undefined, () => handler.atWork > 0 || isJudging());
  lambda = await startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited', clock: handler.lambdaClock });
  handler.answerFrom(lambda);
  await putHandler(lambda, 'v2.zip', 'v2');
  database = await openJournal(':memory:');
  refused = [];
  // AWS's quotas, counted when the sidecar makes its calls.
  const meter = new QuotaMeter(() => clock.now());
  meter.setRates(awsQuotas);
  const aws = createAwsPort(
    {
      accounts: [
        {
          name: 'local',
          accountId: ACCOUNT_ID,
          regions: ['us-east-1'],
          lambdaEndpoint: lambda.url,
          testCredentials: true,
        },
      ],
      rates: granted(1),
      timing: { awsConnectTimeoutMs: 3000, awsRequestTimeoutMs: 30_000 },
    },
    clock,
    {
      handlers: { kept: handler, fresh: handler },
      observe: ({ call }) => {
        if (
          !meter.take(
            'here',
            call === 'GetFunction' ? 'getFunction' : call === 'GetPolicy' ? 'getPolicy' : 'controlPlane',
          )
        )
          refused.push(call);
      },
    },
  );
  engine = createEngine({
    database,
    aws,
    accounts: [],
    clock,
    log: keptLog(),
    timing: PRODUCTION_TIMING,
    random: () => 0.5,
    stages: stageRegistry,
    onEnded: () => undefined,
    sealer: createSealer([sealingKeyOf(Buffer.alloc(32, 7))]),
  });
  engine.start();
  close = async () => {
    await engine.stop();
    aws.close();
    await database.destroy();
    await lambda.close();
  };
});

afterEach(async () => {
  await close();
});

async function makeFunctions(count: number): Promise<void> {
  const client = new LambdaClient({
    endpoint: lambda.url,
    region: 'us-east-1',
    credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' },
    requestHandler: handler,
  });
  for (let index = 0; index < count; index++) {
    const FunctionName = `checkout-${index}`;
    await client.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Role: ROLE,
        Code: { ZipFile: zipOf({ 'index.js': '' }) },
        Publish: true,
      }),
    );
    await client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  }
  client.destroy();
}

async function deploy(index: number): Promise<string> {
  const context = {
    account: 'local',
    region: 'us-east-1',
    functionName: `checkout-${index}`,
    s3bucket: 'builds',
    s3key: 'v2.zip',
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    role: ROLE,
    publish: true,
    aliases: ['live'],
  };
  const parsed = parseStage('Aws.LambdaDeploymentStage', context);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const request = {
    executionId: `execution-${index}`,
    stageId: `stage-${index}`,
    attempt: 1,
    type: 'Aws.LambdaDeploymentStage' as const,
    stageName: 'Deploy',
    user: 'demo',
    allowedAccounts: ['local'],
    context,
  };
  return (await engine.create({ request, input: parsed.input, warnings: parsed.warnings })).id;
}

async function outcomeOf(id: string): Promise<Outcome> {
  const outcome = await engine.poll(id);
  if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
  return outcome;
}

/** Lets time pass until the condition is true. */
async function passUntil(isSo: () => boolean): Promise<void> {
  for (await clock.settle(); !isSo();) {
    const next = clock.nextAt();
    if (next === undefined) throw new Error('Nothing is due any more.');
    await clock.advance(Math.max(0, next - clock.now()));
  }
}

it.each([100, 500])(
  '%i deployments that arrive together all succeed within 1.15 times their calls at the granted rate, none throttled, none starved',
  async (deployments) => {
    await makeFunctions(deployments);
    const startedAt = clock.now();
    const ids: string[] = [];
    for (let index = 0; index < deployments; index++) ids.push(await deploy(index));
    let running = deployments;
    // Orca polls every 15 s; that it polls every second at first makes no difference here.
    const ask = async (): Promise<void> => {
      running = (await Promise.all(ids.map(outcomeOf))).filter(({ status }) => status === 'RUNNING').length;
      if (running > 0)
        clock.at(clock.now() + 15_000, () => {
          void ask();
        });
    };
    clock.at(startedAt + 15_000, () => {
      void ask();
    });

    await passUntil(() => running === 0);

    const outcomes = await Promise.all(ids.map(outcomeOf));
    const seconds = outcomes.map(({ endedAt }) => (Date.parse(endedAt ?? '') - startedAt) / 1000);
    const failed = outcomes.filter(({ status }) => status !== 'SUCCEEDED').map(({ progress }) => progress);
    expect({ failed, refused }).toEqual({ failed: [], refused: [] });
    expect(Math.max(...seconds)).toBeLessThanOrEqual(longestSeconds({ deployments, scale: 1 }));
    expect(mostOvertaken(outcomes.map(({ id, endedAt }) => ({ id, endedAt: endedAt ?? '' })))).toBeLessThan(AT_A_TIME);
  },
  300_000,
);
