import { present, say, type Saying } from 'stage-contract';
import { noteAsked } from '../journal/queries/noteAsked';
import type { CheckpointRow, OperationRow } from '../journal/queries/loadOperation';
import { wakeToLook } from '../journal/queries/leases';
import { holdersOf } from '../journal/queries/holds';
import { OrcaAway, stageLife, type StageLife } from '../model/orcaPort';
import type { StageStep } from '../model/step';
import type { EngineContext } from './engineContext';
import type { OperationRun } from './operationRun';

/** Whether Orca still wants a stage; `away` if its record cannot be read. */
type Sign = StageLife | 'away';

type RunOfStage = Pick<OperationRow, 'id' | 'execution_id' | 'stage_id' | 'attempt'>;

/** How old an answer of Orca may be that only says whether a silent stage goes on. */
const RECENT_MS = 2_000;

/**
 * Reads Orca's record, no older than `maxAgeMs`; undefined if its address is not configured, so that polls are the only
 * sign.
 */
async function askOrca(
  { orca }: EngineContext,
  { execution_id: executionId, stage_id: stageId, attempt }: RunOfStage,
  maxAgeMs: number,
): Promise<Sign | undefined> {
  if (orca === undefined) return undefined;
  try {
    return stageLife(await orca.execution(executionId, maxAgeMs), { stageId, attempt });
  } catch (error) {
    if (error instanceof OrcaAway) return 'away';
    throw error;
  }
}

/** The step that comes next, with its checkpoint. */
export interface NextStep {
  step: StageStep;
  row: Pick<CheckpointRow, 'unsure' | 'begun_at'>;
}

/**
 * Whether a step may only start while Orca wants the stage. With Orca's record, that is a step that raises the candidate.
 * Without it, every step that changes something, because nothing else would notice that the stage has ended meanwhile.
 */
function needsSign({ engine, operation }: OperationRun, next: NextStep | undefined): boolean {
  if (next === undefined || operation.phase !== 'applying') return false;
  if (next.step.beginsWhen === 'orcaIsPolling') return true;
  return engine.orca === undefined && next.step.mutates && !isUnderWay(engine, next);
}

/** A call that may have been made since this engine was started is followed to its end, whoever is polling. */
const isUnderWay = ({ startedAt = 0 }: EngineContext, { row }: NextStep): boolean =>
  row.unsure === 1 && row.begun_at !== null && row.begun_at >= startedAt;

/** What to do with an operation before its next step. */
interface Judgment {
  /** Orca has given up on the stage. */
  isOver: boolean;
  /** Why the step must wait. */
  waitsFor?: Saying;
}

const GOES_ON: Judgment = { isOver: false };

/**
 * Judges whether Orca still wants the stage. Polls are a sign of life, but Orca's record is a better one: it is read before
 * a step that raises the candidate, and when Orca has not polled. Without Orca's address, each step that changes something
 * waits for a poll; after a restart, for one that has come since.
 */
export async function judgeSilence(run: OperationRun, next: NextStep | undefined): Promise<Judgment> {
  const { engine, operation, now } = run;
  const { heartbeatMs, abandonedAfterMs } = engine.timing;
  const silentMs = now - operation.last_poll_at;
  const mustKnow = needsSign(run, next);
  if (!mustKnow && silentMs < heartbeatMs) return GOES_ON;
  const sign = await askOrca(engine, operation, mustKnow ? 0 : RECENT_MS);
  if (sign === 'ended') return { isOver: true };
  if (sign === 'running' || sign === 'paused') {
    await noteAsked(engine.database, [operation.id], now);
    return {
      isOver: false,
      ...present({ waitsFor: sign === 'paused' && mustKnow ? say('pipelinePaused', {}) : undefined }),
    };
  }
  if (silentMs >= abandonedAfterMs) return { isOver: true };
  if (!mustKnow) return GOES_ON;
  if (sign === 'away') return { isOver: false, waitsFor: say('orcaAway', {}) };
  const isPolled = silentMs < heartbeatMs && operation.last_poll_at >= (engine.startedAt ?? 0);
  return isPolled ? GOES_ON : { isOver: false, waitsFor: say('waitingForOrca', {}) };
}

/**
 * Whether an operation must wait for others on its target that Orca has given up on, or that are being reverted. They are
 * made to check now, so that a dead rollout blocks nobody.
 */
export async function waitsForGivenUp({ engine, operation, now }: OperationRun): Promise<boolean> {
  const holders = await holdersOf(engine.database, operation);
  let waits = false;
  for (const holder of holders) {
    if (holder.phase === 'recovering') waits = true;
    else if ((await askOrca(engine, holder, 0)) === 'ended') {
      await wakeToLook(engine.database, holder.id, now);
      waits = true;
    }
  }
  return waits;
}
