import { saying } from './saying';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InputWarning, Outcome } from 'stage-contract';
import { z } from 'zod';
import { createEngine, type Engine } from '../engine/createEngine';
import type { EngineContext } from '../engine/engineContext';
import type { AcceptedRequest } from '../engine/operationService';
import { PRODUCTION_TIMING, type EngineTiming } from '../engine/timing';
import { openJournal, type JournalDatabase } from '../journal/openJournal';
import type { Applied } from '../model/applied';
import type { AwsPorts } from '../model/awsPort';
import type { Clock } from '../model/clock';
import type { RecoveryState } from '../model/recovery';
import type { AnyStage } from '../model/stage';
import type { ApplyContext } from '../model/stageContext';
import { stageDocuments } from '../model/stageDocuments';
import { stageStepSchema, type StageStep } from '../model/step';
import { keptLog } from './keptLog';
import { manualClock, type ManualClock } from './manualClock';
import { testSealer } from './testSealer';
import { watchedPools } from './watchedPools';

const testStepSchema = stageStepSchema.extend({ value: z.string().exactOptional() });
export type TestStep = z.output<typeof testStepSchema>;
const testDocuments = stageDocuments<TestStep, object>({
  step: { version: 1, schema: testStepSchema },
  facts: { version: 1, schema: z.looseObject({}) },
});
export type TestApply = (step: TestStep, context: ApplyContext<object>) => Promise<Applied<object>>;

/** A secret in the input of every test request. */
export const SECRET = 'hunter2-in-the-environment';

/** Mutating steps of these ids. */
export const testSteps = (...ids: string[]): TestStep[] =>
  ids.map((id) => ({ id, sentence: `Do ${id}`, mutates: true }));

/** A step's plain end. */
export const done: Applied<object> = { kind: 'done' };

/** A stage whose parts the test provides; it does nothing on its own. */
export function testStage(
  plan: TestStep[],
  apply: TestApply,
  recovery: (state: RecoveryState<StageStep, object>) => TestStep[] = () => [],
): AnyStage {
  return {
    type: 'Aws.LambdaUpdateCodeStage',
    locksTarget: true,
    documents: testDocuments,
    calls: {},
    observe: async () => ({}),
    plan: () => ({ steps: plan, pins: [{ kind: 'candidate', value: { version: '7' }, mode: 'once' }] }),
    apply: (step, _input, context) => apply(step, context),
    recover: (_input, state) => recovery(state),
    finish: () => ({ headline: saying('All done.'), outputs: { functionVersion: '7' } }),
  };
}

/** A request, as HTTP hands it to the engine. */
export const testRequest = (
  more: {
    executionId?: string;
    stageId?: string;
    attempt?: number;
    functionName?: string;
    context?: Record<string, unknown>;
    warnings?: readonly InputWarning[];
  } = {},
): AcceptedRequest => ({
  request: {
    executionId: more.executionId ?? 'execution-1',
    stageId: more.stageId ?? 'stage-1',
    attempt: more.attempt ?? 1,
    type: 'Aws.LambdaUpdateCodeStage',
    stageName: 'Update',
    user: 'demo',
    allowedAccounts: ['local'],
    context: more.context ?? {},
  },
  input: {
    account: 'local',
    region: 'us-east-1',
    functionName: more.functionName ?? 'checkout',
    s3bucket: 'builds',
    s3key: SECRET,
  },
  warnings: more.warnings ?? [],
});

/** The outcome as Orca would poll it. */
export async function outcomeOf(engine: Engine, id: string): Promise<Outcome> {
  const outcome = await engine.poll(id);
  if (outcome === undefined) throw new Error('no such operation');
  return outcome;
}

/** A running engine, with its own connection to the bench's journal. */
export interface BenchedEngine {
  engine: Engine;
  database: JournalDatabase;
  log: ReturnType<typeof keptLog>;
}

/**
 * As in production, but it checks the journal less often, because the tests let hours pass, and looks come at the times of
 * their own hold.
 */
export const BENCH_TIMING: EngineTiming = { ...PRODUCTION_TIMING, lookAgainMs: 5_000, looksTogetherMs: 0 };

/** How an engine differs from the usual one. `clockOf`: its clock, if that depends on its journal. */
interface EngineChanges extends Partial<EngineContext> {
  clockOf?: (database: JournalDatabase) => Promise<Clock>;
}

/** Engines that share one journal and one clock, which stands still until it is moved. */
export interface EngineBench {
  folder: string;
  clock: ManualClock;
  /** Another clock, for an engine with its own time. */
  newClock(): ManualClock;
  start(stage: AnyStage, more?: EngineChanges): Promise<BenchedEngine>;
  /** Leaves an engine behind as a dead process does: nobody stops it. */
  abandon(engine: Engine): void;
  close(): Promise<void>;
}

/** Starts a bench, with a SQLite journal in its own folder unless another location is given; close it at the end. */
export function startEngineBench(journal?: string): EngineBench {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'));
  const { makePool, isBusy } = watchedPools();
  const clock = manualClock(undefined, isBusy);
  const engines: Engine[] = [],
    databases: JournalDatabase[] = [];
  return {
    folder,
    clock,
    newClock: () => manualClock(undefined, isBusy),
    async start(stage, { clockOf = async () => clock, ...more } = {}) {
      const database = await openJournal(journal ?? join(folder, 'journal.db'), { makePool });
      databases.push(database);
      const log = keptLog();
      const engine = createEngine({
        database,
        clock: await clockOf(database),
        log,
        accounts: [],
        timing: BENCH_TIMING,
        random: () => 0,
        sealer: testSealer(),
        aws: { portsFor: () => Object.create(null) as AwsPorts, close: () => undefined },
        stages: {
          'Aws.LambdaDeploymentStage': stage,
          'Aws.LambdaUpdateCodeStage': stage,
          'Aws.LambdaTrafficRoutingStage': stage,
          'Aws.LambdaInvokeStage': stage,
          'Aws.LambdaDeleteStage': stage,
          'Aws.LambdaRolloutActionStage': stage,
        },
        onEnded: () => undefined,
        ...more,
      });
      engines.push(engine);
      engine.start();
      return { engine, database, log };
    },
    abandon(engine) {
      engines.splice(engines.indexOf(engine), 1);
    },
    async close() {
      for (const engine of engines.splice(0)) await engine.stop();
      for (const database of databases.splice(0)) await database.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
