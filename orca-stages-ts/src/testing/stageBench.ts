import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseStage, type Outcome, type StageType } from 'stage-contract';
import { untoldTexts } from 'stage-contract/src/testing/untoldTexts';
import { isMutating, startStrictLambda, zipOf, type StrictLambda, type StrictLambdaOptions } from 'strict-lambda';
import { createAwsPort } from '../aws';
import { createEngine, type Engine } from '../engine/createEngine';
import type { CheckpointPoint, EngineContext } from '../engine/engineContext';
import { PRODUCTION_TIMING, type EngineTiming } from '../engine/timing';
import { openJournal, type JournalDatabase } from '../journal/openJournal';
import { keyAccounts } from '../journal/queries/accountNames';
import { writePins } from '../journal/queries/pins';
import { inTransaction } from '../journal/inTransaction';
import { writeSightings } from '../journal/queries/sightings';
import type { PinWrite } from '../model/pins';
import { targetKey } from '../model/target';
import { isJudging } from '../stages/shared/expectation';
import { stageRegistry } from '../stages/stageRegistry';
import { isAtRest, type BenchClock } from './benchRest';
import { DirectHandler, type Watch } from './directHandler';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { heldHandler, type HeldHandler } from 'strict-lambda/src/testing/heldHandler';
import { keepJournal } from './keepJournal';
import { keptLog } from './keptLog';
import { mortalClock, type MortalClock } from './mortalClock';
import { pollToTheEnd } from './pollToTheEnd';
import { skippingClock } from './skippingClock';
import { testSealer } from './testSealer';
import { UNPACED_RATES } from './unpacedRates';
import { watchedPools } from './watchedPools';
import { LambdaClient } from '@aws-sdk/client-lambda';

const ACCOUNT_ID = '123456789012';
/** The other name of the bench's AWS account. */
export const SECOND_NAME = 'second-name';
const ACCOUNTS = [
  { name: 'local', accountId: ACCOUNT_ID },
  { name: SECOND_NAME, accountId: ACCOUNT_ID },
];
export const ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/checkout`;

/** The engine with every stage on top of the strict Lambda, in this process. */
export interface StageBench {
  lambda: StrictLambda;
  engine: Engine;
  database: JournalDatabase;
  log: ReturnType<typeof keptLog>;
  /** A client of someone else: for checking results, and for changes behind the stages' back. */
  aws: LambdaClient;
  /** Runs a stage to its end, polling as Orca does; throws if the input is rejected. */
  run(type: StageType, fields: Record<string, unknown>, more?: RunOptions): Promise<Outcome>;
  /** Starts a stage without waiting. */
  begin(type: StageType, fields: Record<string, unknown>, more?: RunOptions): Promise<string>;
  /** Polls until the operation has ended. */
  ended(id: string): Promise<Outcome>;
  /** Puts a zip of code whose response contains its name. */
  putCode(key: string, label: string): Promise<void>;
  /** Puts a zip of code whose calls stay in flight until they are released. */
  putHeldCode(key: string): Promise<HeldHandler>;
  /** Writes pins of an execution for the bench's function, as earlier stages of it leave them. */
  pin(executionId: string, ...pins: PinWrite[]): Promise<void>;
  /** Records that an alias of the bench's function served these versions, one after another. */
  served(aliasName: string, ...versions: string[]): Promise<void>;
  /**
   * The engine dies at the first checkpoint for which the callback returns true, and another engine takes over its
   * journal. Resolves when the first one has died.
   */
  killAt(when: (point: CheckpointName, stepId: string) => boolean): Promise<void>;
  /** Keeps what AWS and the journal hold, while nothing is at work; what is returned brings it back. */
  keep(): Promise<() => Promise<void>>;
  /** Resolves when only time can change anything: no call or query is being answered, and nothing is due. */
  atRest(): Promise<void>;
  /** Lets so much time pass at once, where the test has given no clock of its own. */
  skip(ms: number): void;
  /** Every request, of the stages and of `aws`, is reported before it is answered. */
  watch(watch: Watch): void;
  /** Mutating calls that AWS has seen since the last `clearCalls`, in order. */
  mutations(): string[];
  close(): Promise<void>;
}

export type CheckpointName = CheckpointPoint;

export interface RunOptions {
  executionId?: string;
  stageId?: string;
  attempt?: number;
  stageName?: string;
}

export interface BenchOptions {
  lambda?: StrictLambdaOptions;
  timing?: Partial<EngineTiming>;
  engine?: Partial<EngineContext>;
  journalFile?: string;
  /**
   * Every engine of the bench and AWS use it. Without it, `ended` skips over whatever only time has to pass for; a test that gives
   * a clock lets time pass itself.
   */
  clock?: BenchClock;
}

let stageNumber = 0;
const target = { account: 'local', region: 'us-east-1', functionName: 'checkout' };

/** A handler that responds with its label. */
const handlerCode = (label: string): string =>
  `exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ label: '${label}', event }) });`;

/** Every text of every outcome also says what it says by code: no stage's test passes without that being checked. */
function allTold(outcome: Outcome): Outcome {
  const untold = untoldTexts(outcome);
  if (untold.length > 0)
    throw new Error(`The outcome has texts that the catalogue does not make:\n${untold.join('\n')}`);
  return outcome;
}

/** Starts a bench; close it at the end. */
export async function startBench(options: BenchOptions = {}): Promise<StageBench> {
  const ownClock = skippingClock(),
    time = options.clock ?? ownClock,
    handler = new DirectHandler(() => time);
  const lambda = await startStrictLambda({
    settleDelayMs: 20,
    quotas: 'unlimited',
    clock: handler.lambdaClock,
    ...options.lambda,
  });
  handler.answerFrom(lambda);
  const pools = watchedPools();
  const database = await openJournal(options.journalFile ?? ':memory:', { makePool: pools.makePool });
  const rests = (): Promise<boolean> => isAtRest(time, () => handler.atWork > 0 || pools.isBusy() || isJudging());
  const log = keptLog();
  const port = createAwsPort(
    {
      accounts: ACCOUNTS.map((account) => ({
        ...account,
        regions: ['us-east-1', 'eu-west-1'],
        lambdaEndpoint: lambda.url,
        stsEndpoint: lambda.url,
        testCredentials: true,
      })),
      rates: UNPACED_RATES,
      timing: { awsConnectTimeoutMs: 3000, awsRequestTimeoutMs: 30_000 },
    },
    time,
    { handlers: { kept: handler, fresh: handler } },
  );
  const accounts = await keyAccounts(database, ACCOUNTS);
  let dies: (point: CheckpointName, stepId: string) => boolean = () => false;
  let died: () => void = () => undefined;
  const lives: { engine: Engine; clock: MortalClock }[] = [];
  const liveEngine = (): Engine => {
    const clock = mortalClock(time);
    const engine = createEngine({
      database,
      log,
      aws: port,
      accounts,
      clock,
      sealer: testSealer(),
      stages: stageRegistry,
      timing: { ...PRODUCTION_TIMING, retryFirstMs: 20, retryMaxMs: 200, ...options.timing },
      random: () => 0.5,
      onEnded: () => undefined,
      onCheckpoint(point, stepId) {
        if (!dies(point, stepId)) return undefined;
        clock.stop();
        dies = () => false;
        died();
        return new Promise<void>(() => undefined);
      },
      ...options.engine,
    });
    lives.push({ engine, clock });
    engine.start();
    return engine;
  };
  let engine = liveEngine();
  const folders: string[] = [];
  const aws = new LambdaClient({
    endpoint: lambda.url,
    region: 'us-east-1',
    credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' },
    requestHandler: handler,
  });
  const begin: StageBench['begin'] = async (type, fields, more = {}) => {
    const context = { ...target, ...fields };
    const parsed = parseStage(type, context);
    if (!parsed.ok) throw new Error(parsed.problems.map((problem) => `${problem.field} ${problem.message}`).join('; '));
    const request = {
      executionId: more.executionId ?? 'execution-1',
      stageId: more.stageId ?? `stage-${++stageNumber}`,
      attempt: more.attempt ?? 1,
      type,
      stageName: more.stageName ?? type,
      user: 'demo',
      allowedAccounts: ['local'],
      context,
    };
    return (await engine.create({ request, input: parsed.input, warnings: parsed.warnings })).id;
  };
  const polled = async (id: string): Promise<Outcome> => {
    const outcome = await engine.poll(id);
    if (outcome === undefined) throw new Error(`There is no operation ${id}.`);
    return allTold(outcome);
  };
  const ended: StageBench['ended'] = (id) =>
    pollToTheEnd(id, () => polled(id), options.clock === undefined ? { clock: ownClock, rests } : undefined);
  return {
    lambda,
    get engine() {
      return engine;
    },
    database,
    log,
    aws,
    begin,
    ended,
    run: async (type, fields, more) => ended(await begin(type, fields, more)),
    putCode: async (key, label) => {
      await lambda.putObject({ bucket: 'builds', key, body: zipOf({ 'index.js': handlerCode(label) }) });
    },
    async putHeldCode(key) {
      const folder = mkdtempSync(join(tmpdir(), 'held-'));
      folders.push(folder);
      const held = heldHandler(folder);
      await lambda.putObject({ bucket: 'builds', key, body: held.zip });
      return held;
    },
    pin: (executionId, ...pins) =>
      inTransaction(database, (transaction) =>
        writePins(transaction, { executionId, targetKey: targetKey(target) }, pins, time.now()),
      ),
    served(aliasName, ...versions) {
      const sightings = versions.map((version) => ({ aliasName, versions: [{ version }], how: 'moved' as const }));
      return inTransaction(database, (transaction) =>
        writeSightings(transaction, targetKey(target), sightings, time.now()),
      );
    },
    async keep() {
      const restoreAws = lambda.snapshot(),
        restoreJournal = await keepJournal(database);
      return async () => {
        restoreAws();
        await restoreJournal();
      };
    },
    atRest: async () => void (await eventually('the bench to rest', rests, { everyMs: 0 })),
    skip(ms) {
      if (options.clock !== undefined) throw new Error("The bench lives by the test's clock: skip there.");
      ownClock.skip(ms);
    },
    watch(watch) {
      handler.watch = watch;
    },
    mutations: () =>
      lambda
        .calls()
        .filter((call) => call.service === 'lambda' && isMutating(call.operation))
        .map((call) => call.operation),
    killAt: (when) =>
      new Promise((resolve) => {
        dies = when;
        died = () => {
          engine = liveEngine();
          resolve();
        };
      }),
    async close() {
      await lives.at(-1)?.engine.stop();
      aws.destroy();
      port.close();
      await database.destroy();
      await lambda.close();
      for (const folder of folders) rmSync(folder, { recursive: true });
    },
  };
}
