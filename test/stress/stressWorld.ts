import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { parseStage, type Outcome } from 'stage-contract';
import { createAwsPort } from '../../orca-stages-ts/src/aws';
import { createEngine, PRODUCTION_TIMING, type Engine, type EngineTiming } from '../../orca-stages-ts/src/engine';
import { openJournal, type JournalDatabase } from '../../orca-stages-ts/src/journal/openJournal';
import { createSealer } from '../../orca-stages-ts/src/seal/createSealer';
import { sealingKeyOf } from '../../orca-stages-ts/src/seal/sealingKey';
import { isJudging } from '../../orca-stages-ts/src/stages/shared/expectation';
import { stageRegistry } from '../../orca-stages-ts/src/stages/stageRegistry';
import { keptLog } from '../../orca-stages-ts/src/testing/keptLog';
import { manualClock, type ManualClock } from '../../orca-stages-ts/src/testing/manualClock';
import { UNPACED_RATES } from '../../orca-stages-ts/src/testing/unpacedRates';
import { startStrictLambda, type Fault, type RecordedCall, type StrictLambda } from 'strict-lambda';
import {
  answerOf,
  authorizationOf,
  BUILDS,
  FUNCTION_NAME,
  handlerZip,
  readLiveState,
  runsIn,
  type LiveState,
  type ReadLambda,
} from '../crash/liveState';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { requestOf, type StageRequest } from '../process/support/sidecarClient';
import { DirectHandler, REQUEST_TIMEOUT_MS, type Watch } from '../../orca-stages-ts/src/testing/directHandler';
import { keepJournal } from '../../orca-stages-ts/src/testing/keepJournal';

/** How long changes take to settle, on the manual clock: the first look finds them unsettled, the second settled. */
const SETTLE_MS = 90;
/** Requests that AWS answers late have all been executed by then. */
const LATE_MS = 120_000;
const START_MS = Date.UTC(2026, 0, 15, 12);
/**
 * Leases and other replicas' work are tested elsewhere: renewing leases and looking for other work would only cost
 * turns.
 */
const TIMING: EngineTiming = { ...PRODUCTION_TIMING, leaseMs: 600_000, lookAgainMs: 20_000 };

/** What happens to a stage while it runs. */
interface Stress {
  faults?: readonly Fault[];
  watch?: Watch;
  stageTimeoutMs?: number;
  settleMs?: number;
  timing?: Partial<EngineTiming>;
}

/** The role that the sidecar assumes. */
export interface StressRole {
  assumeRoleArn?: string;
}

/** The result of a stage under stress. */
export interface StressRun {
  outcome: Outcome;
  state: LiveState;
  /** Calls of Lambda that the stage made, in the order in which AWS finished them. */
  calls: readonly RecordedCall[];
  /** How often the function recorded that it ran. */
  runs: number;
  tookMs: number;
  /** Every progress that Orca would have seen, once each. */
  progress: readonly string[];
}

/**
 * The engine with every stage over the strict Lambda, all in this process and on a clock that jumps from one due time
 * to the next.
 */
export interface StressWorld {
  lambda: StrictLambda;
  /** A separate client: for checks, and for changes that the stages don't know about. */
  aws: LambdaClient;
  /** Starts over and runs what comes before; every `run` starts from the state that it leaves. */
  prepare(before: readonly StageRequest[], more?: (world: StressWorld) => Promise<void>): Promise<void>;
  run(request: StageRequest, stress?: Stress): Promise<StressRun>;
  state(): Promise<LiveState>;
  close(): Promise<void>;
}

/** Starts a world; the sidecar acts as a role there if one is given. Close it at the end. */
export async function startStressWorld(as: StressRole = {}): Promise<StressWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'stress-')),
    runsFile = join(folder, 'runs.txt');
  const handler = new DirectHandler(() => clock),
    newClock = (): ManualClock => manualClock(START_MS, () => handler.atWork > 0 || isJudging());
  let clock = newClock();
  const lambda = await startStrictLambda({ settleDelayMs: SETTLE_MS, quotas: 'unlimited', clock: handler.lambdaClock });
  handler.answerFrom(lambda);
  for (const label of BUILDS)
    await lambda.putObject({ bucket: 'builds', key: `${label}.zip`, body: handlerZip(label) });
  const database = await openJournal(':memory:');
  const aws = new LambdaClient({
    endpoint: lambda.url,
    region: 'us-east-1',
    credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' },
    requestHandler: handler,
    maxAttempts: 1,
  });
  const read = readerOf(lambda);
  const empty = { lambda: lambda.snapshot(), journal: await keepJournal(database) };
  let start = empty;
  const restore = async (): Promise<void> => {
    clock = newClock();
    lambda.clearFaults();
    start.lambda();
    await start.journal();
  };
  const runFromHere = async (request: StageRequest, stress: Stress): Promise<StressRun> => {
    const runsBefore = runsIn(runsFile),
      begunAt = clock.now(),
      port = portOf(lambda, handler, clock, as.assumeRoleArn);
    const engine = engineOf(database, port, clock, stress.timing);
    lambda.clearCalls();
    lambda.setSettleDelayMs(stress.settleMs ?? SETTLE_MS);
    for (const fault of stress.faults ?? []) lambda.addFault(fault);
    handler.watch = stress.watch ?? (() => undefined);
    const progress = new Set<string>();
    const { id } = await engine.create(acceptedOf(request, runsFile, stress.stageTimeoutMs));
    const outcome = await toTheEnd(engine, id, clock, progress);
    handler.watch = () => undefined;
    lambda.clearFaults();
    const tookMs = clock.now() - begunAt;
    await engine.stop();
    await clock.advance(LATE_MS);
    const calls = lambda.calls().filter(({ service }) => service === 'lambda' || service === 'cloudwatch');
    port.close();
    return {
      outcome,
      calls,
      tookMs,
      progress: [...progress],
      runs: runsIn(runsFile) - runsBefore,
      state: await readLiveState(read),
    };
  };
  const world: StressWorld = {
    lambda,
    aws,
    state: () => readLiveState(read),
    async prepare(before, more) {
      start = empty;
      await restore();
      for (const request of before) {
        const { outcome } = await runFromHere(request, {});
        if (outcome.status !== 'SUCCEEDED') throw new Error(`What comes before failed: ${outcome.progress}`);
      }
      await more?.(world);
      await clock.advance(LATE_MS);
      start = { lambda: lambda.snapshot(), journal: await keepJournal(database) };
    },
    async run(request, stress = {}) {
      await restore();
      await clock.advance(60 * 60_000);
      return runFromHere(request, stress);
    },
    async close() {
      aws.destroy();
      await database.destroy();
      await lambda.close();
      rmSync(folder, { recursive: true });
    },
  };
  return world;
}

/** Reads from the strict Lambda in this process. */
function readerOf(lambda: StrictLambda): ReadLambda {
  const headers = { authorization: authorizationOf(ACCOUNT_ID) };
  return async (path) => {
    const answer = await lambda.handle({ method: 'GET', path, headers, body: new Uint8Array() });
    if (answer === 'dropped') throw new Error(`The connection of a check was dropped: ${path}`);
    return answerOf(path, answer.status, Buffer.from(answer.body).toString());
  };
}

const portOf = (
  lambda: StrictLambda,
  handler: DirectHandler,
  clock: ManualClock,
  assumeRoleArn: string | undefined,
): ReturnType<typeof createAwsPort> =>
  createAwsPort(
    {
      accounts: [
        {
          name: 'local',
          accountId: ACCOUNT_ID,
          assumeRoleArn,
          regions: ['us-east-1'],
          lambdaEndpoint: lambda.url,
          stsEndpoint: lambda.url,
          testCredentials: true,
        },
      ],
      rates: UNPACED_RATES,
      timing: { awsConnectTimeoutMs: 3000, awsRequestTimeoutMs: REQUEST_TIMEOUT_MS },
    },
    clock,
    { handlers: { kept: handler, fresh: handler } },
  );

function engineOf(
  database: JournalDatabase,
  aws: ReturnType<typeof createAwsPort>,
  clock: ManualClock,
  timing: Partial<EngineTiming> = {},
): Engine {
  const engine = createEngine({
    database,
    aws,
    accounts: [],
    clock,
    log: keptLog(),
    timing: { ...TIMING, ...timing },
    random: () => 0.5,
    sealer: createSealer([sealingKeyOf(Buffer.alloc(32, 7))]),
    stages: stageRegistry,
    onEnded: () => undefined,
  });
  engine.start();
  return engine;
}

function acceptedOf(request: StageRequest, runsFile: string, stageTimeoutMs?: number): Parameters<Engine['create']>[0] {
  const deploys = request.type === 'Aws.LambdaDeploymentStage' ? { envVariables: { RUNS: runsFile } } : {};
  const context = {
    account: 'local',
    region: 'us-east-1',
    functionName: FUNCTION_NAME,
    ...deploys,
    ...request.context,
  };
  const parsed = parseStage(request.type, context);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const envelope = requestOf({ ...request, context });
  const timeout = stageTimeoutMs === undefined ? {} : { stageTimeoutMs };
  return {
    request: {
      executionId: String(envelope['executionId']),
      stageId: String(envelope['stageId']),
      attempt: 1,
      type: request.type,
      stageName: 'Stage',
      user: 'demo',
      allowedAccounts: ['local'],
      context: { ...context, ...timeout },
    },
    input: parsed.input,
    warnings: parsed.warnings,
  };
}

/** Polls as Orca does, and lets the clock jump to whatever is due next, until the stage and its watch have ended. */
async function toTheEnd(engine: Engine, id: string, clock: ManualClock, progress: Set<string>): Promise<Outcome> {
  await clock.settle();
  for (;;) {
    const outcome = await engine.poll(id);
    if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
    if (outcome.status !== 'RUNNING' && outcome.watching?.state !== 'pending') return outcome;
    progress.add(outcome.progress);
    const next = clock.nextAt();
    if (next === undefined) throw new Error(`Nothing is due any more, at: ${outcome.progress}`);
    await clock.advance(Math.max(0, next - clock.now()));
  }
}
