import { present, say, StageError, type Saying, type Worded } from 'stage-contract';
import { reportDocument } from '../journal/documents/operationDocuments';
import { noteColumns, progressColumns } from '../journal/documents/wordedColumns';
import { armedBy, isLooking } from '../journal/queries/followUps';
import type { CheckpointRow } from '../journal/queries/loadOperation';
import { operationPlace } from '../journal/queries/operationTarget';
import { writePins } from '../journal/queries/pins';
import { writeUndoRecord } from '../journal/queries/undoRecords';
import { writeSightings } from '../journal/queries/sightings';
import type { Applied } from '../model/applied';
import type { Held } from '../model/ask';
import { refusedBeforeActing } from '../model/awsStageError';
import type { PinWrite } from '../model/pins';
import type { ApplyContext } from '../model/stageContext';
import type { StageEvent } from '../model/stageEvents';
import { wordedProgress, wordedStep, type StageStep } from '../model/step';
import type { UndoRecord } from '../model/undo';
import type { OutcomeReport } from '../model/report';
import { mergeReport } from '../model/mergeReport';
import { heldOf } from './askedState';
import { stepEvents } from './eventsOf';
import { holdAt, looksTogether, type Hold } from './holdAt';
import type { OperationRun } from './operationRun';
import { StepFailed } from './stepFailed';
import { recordOf } from './undoRecords';
import { isUndoStep, type UndoStep } from './undoStep';

/**
 * Applies one step as a checkpoint: intent, call, result. Returns whether the next step may start immediately. Passes
 * errors on.
 */
export async function applyStep(run: OperationRun, row: CheckpointRow): Promise<'next' | 'waiting'> {
  const { engine, operation } = run;
  const step = run.step(row),
    facts = run.learnt(),
    // Read everything before starting anything. An undo step needs no input.
    input = isUndoStep(step) ? undefined : run.input();
  const again = row.unsure === 1;
  const begunAt = row.begun_at ?? run.now;
  await engine.onCheckpoint?.('beforeIntent', step.id, operation);
  row.tries += 1;
  row.begun_at = begunAt;
  const known = { facts, again, tries: row.tries, firstBegunAtMs: begunAt };
  if (step.mutates) await writeIntent(run, row, { step, input, known });
  const nowMs = run.now,
    held = heldOf(operation),
    together = looksTogether(operation.account, operation.region, engine.timing.looksTogetherMs),
    hold = holdAt(step, { begunAtMs: begunAt, nowMs, isHeld: held !== undefined, together });
  const context = { ...contextOf(run, known), ...(hold?.look === undefined ? {} : { look: hold.look }), nowMs };
  const answered = await answerOf(run, { step, input, context, hold }).catch(async (error: unknown) => {
    // AWS rejected the call, so this attempt changed nothing: what was known before is still true.
    if (step.mutates && refusedBeforeActing(error) && !again)
      await writeCheckpoint(run, row, { state: 'running', unsure: 0 }, wordedStep(step));
    await engine.onCheckpoint?.('afterCall', step.id, operation);
    throw error;
  });
  await engine.onCheckpoint?.('afterCall', step.id, operation);
  const applied = prolonged(answered, hold, held);
  if (applied.kind === 'failed') throw new StepFailed(applied.error, applied.report);
  if (applied.kind === 'wait') refuseEndlessWait(run, { begunAt, nowMs }, applied.progress);
  if (applied.kind !== 'done') {
    // A look that continues the hold was no failed attempt: the next one is a first attempt again.
    if (applied.kind === 'continue') row.tries = 0;
    await writeWait(run, row, waitOf(applied, step, { nowMs, hold }));
    return 'waiting';
  }
  await writeResult(run, row, applied);
  await engine.onCheckpoint?.('afterResult', step.id, operation);
  return 'next';
}

/** Looks once more, and then writes what a step is about to do. What may have been done already is looked at by the step. */
async function writeIntent(
  run: OperationRun,
  row: CheckpointRow,
  { step, input, known }: { step: StageStep; input: unknown; known: Known },
): Promise<void> {
  await lookBefore(run, { step, input, known });
  const undoes = row.recovery === 0 ? recordOf(run, step, known.facts, input) : undefined;
  await writeCheckpoint(
    run,
    row,
    { state: 'running', unsure: 1 },
    wordedStep(step),
    {},
    { pins: step.intends, undoes },
  );
  await run.engine.onCheckpoint?.('afterIntent', step.id, run.operation);
}

/** What may have been done already is not looked at: the step itself finds out. */
async function lookBefore(
  run: OperationRun,
  { step, input, known }: { step: StageStep; input: unknown; known: Known },
): Promise<void> {
  if (!known.again && !isUndoStep(step)) await run.stage.lookBefore?.(step, input, contextOf(run, known));
}

/** Looks before a step that has not begun, because it waits for something else. Throws what is wrong, if anything. */
export async function lookWhileWaiting(run: OperationRun, row: CheckpointRow): Promise<void> {
  const step = run.step(row);
  if (!step.mutates || row.begun_at !== null) return;
  const known = { facts: run.learnt(), again: row.unsure === 1, tries: row.tries, firstBegunAtMs: run.now };
  await lookBefore(run, { step, input: run.input(), known });
}

type Known = Pick<ApplyContext<object>, 'facts' | 'again' | 'tries' | 'firstBegunAtMs'>;

/** What applying a step may use, at this moment. */
const contextOf = (run: OperationRun, known: Known): ApplyContext<object> => ({
  ...run.observeContext(),
  ...known,
  nowMs: run.now,
  settlePollMs: run.engine.timing.settlePollMs,
});

/**
 * A step of a failure policy that is still waiting when the time for the policy is over has failed: the policy goes on
 * with its other steps, and the outcome says what is left. Throws StageError deadlineExceeded.
 */
function refuseEndlessWait(
  run: OperationRun,
  { begunAt, nowMs }: { begunAt: number; nowMs: number },
  progress: Saying,
): void {
  const { operation } = run;
  if (operation.phase !== 'recovering' || nowMs < run.stepDeadlineMs(begunAt)) return;
  const seconds = Math.round((nowMs - begunAt) / 1000);
  throw new StageError({
    code: 'deadlineExceeded',
    what: say('waitedTooLong', { during: progress, seconds }),
    where: operationPlace(operation),
    next: say('finishByHand', {}),
  });
}

/** A hold does not end while somebody holds the operation, whatever its look has found to be fine. */
function prolonged(applied: Applied<object>, hold: Hold | undefined, held: Held | undefined): Applied<object> {
  if (held === undefined || hold === undefined || (applied.kind !== 'done' && applied.kind !== 'continue'))
    return applied;
  const { facts, report } = applied;
  return { kind: 'continue', progress: held.said, ...present({ facts, report }) };
}

interface Applying {
  step: StageStep;
  input: unknown;
  context: ApplyContext<object>;
  hold: Hold | undefined;
}

/** Result of a step. A hold that has nothing to look at yet simply continues. */
async function answerOf(run: OperationRun, { step, input, context, hold }: Applying): Promise<Applied<object>> {
  if (isUndoStep(step)) return undo(run, step, context);
  if (hold !== undefined && hold.look === undefined) return { kind: 'continue' };
  return run.stage.apply(step, input, context);
}

function waitOf(
  applied: Extract<Applied<object>, { kind: 'wait' | 'continue' }>,
  step: StageStep,
  { nowMs, hold }: { nowMs: number; hold: Hold | undefined },
): Wait {
  if (applied.kind === 'wait') return { ...applied, untilMs: nowMs + applied.afterMs };
  const { untilMs = hold?.nextLookAtMs, progress = wordedProgress(step) } = applied;
  if (untilMs === undefined) throw new Error(`The step ${step.id} has no hold to continue.`);
  return { ...applied, untilMs, progress };
}

/** What a step waits for, and what it knows so far. */
interface Wait {
  /** Milliseconds since 1970. */
  untilMs: number;
  progress: Worded;
  facts?: object;
  report?: OutcomeReport;
  pins?: PinWrite[];
}

/** Journals when the step is applied next. AWS has answered, so earlier failures no longer explain the wait. */
function writeWait(
  run: OperationRun,
  row: CheckpointRow,
  { untilMs, progress, facts, report, pins }: Wait,
): Promise<void> {
  const more = {
    due_at: untilMs,
    last_error: null,
    ...(facts === undefined ? {} : { facts: run.stage.documents.facts.write({ ...run.learnt(), ...facts }) }),
    ...(report === undefined ? {} : { report: reportDocument.write(mergeReport(run.report(), report)) }),
  };
  const events = stepEvents(run, { stepId: row.step_id, progress, warnings: report?.warnings ?? [] });
  return writeCheckpoint(run, row, { state: 'running' }, progress, more, { pins, events });
}

/**
 * Restores something from its undo record. A follow-up belongs to no stage of the execution, so its restores leave no
 * pins.
 */
async function undo(run: OperationRun, step: UndoStep, context: ApplyContext<object>): Promise<Applied<object>> {
  if (run.stage.undo === undefined) throw new Error(`${run.operation.stage_type} cannot undo anything.`);
  const isFollowUp = armedBy(run.operation) !== null;
  const applied = await run.stage.undo.undo(step.record, { ...context, unanswered: step.unanswered, isFollowUp });
  return applied.kind === 'done' && isFollowUp ? { ...applied, pins: [] } : applied;
}

/** Written together with a checkpoint. */
interface Beside {
  pins?: readonly PinWrite[] | undefined;
  undoes?: UndoRecord | undefined;
  events?: StageEvent[];
}

/** When the operation has started, this step included. A follow-up that only looks has not. */
const startOf = (run: OperationRun, now: number): number | null =>
  run.operation.started_at ?? (isLooking(run) ? null : now);

async function writeCheckpoint(
  run: OperationRun,
  row: CheckpointRow,
  change: Partial<CheckpointRow>,
  progress: Worded,
  more: { due_at?: number; last_error?: null; facts?: string; report?: string } = {},
  { pins = [], undoes, events = [] }: Beside = {},
): Promise<void> {
  await run.write(
    { ...progressColumns(progress), started_at: startOf(run, run.now), ...more },
    async (transaction) => {
      await transaction
        .updateTable('checkpoints')
        .set({ tries: row.tries, begun_at: row.begun_at, ...change })
        .where('operation_id', '=', row.operation_id)
        .where('ordinal', '=', row.ordinal)
        .execute();
      await writePins(
        transaction,
        { executionId: run.operation.execution_id, targetKey: run.operation.target_key },
        pins,
        run.now,
      );
      if (undoes !== undefined)
        await writeUndoRecord(transaction, { operationId: row.operation_id, ordinal: row.ordinal }, undoes, run.now);
    },
    events,
  );
  Object.assign(row, change);
}

async function writeResult(
  run: OperationRun,
  row: CheckpointRow,
  applied: Extract<Applied<object>, { kind: 'done' }>,
): Promise<void> {
  const now = run.now;
  const { operation } = run;
  const report = mergeReport(run.report(), applied.report);
  const facts = { ...run.learnt(), ...applied.facts };
  const change = {
    state: applied.state ?? 'done',
    ...noteColumns(applied.note),
    ended_at: now,
    tries: row.tries,
    begun_at: row.begun_at,
    unsure: 0,
  };
  await run.write(
    {
      report: reportDocument.write(report),
      facts: run.stage.documents.facts.write(facts),
      due_at: now,
      started_at: startOf(run, now),
      // Among those that wait for the lock, a follow-up takes its place when it begins to act.
      ...(isLooking(run) ? { created_at: now } : {}),
      last_error: null,
    },
    async (transaction) => {
      await transaction
        .updateTable('checkpoints')
        .set(change)
        .where('operation_id', '=', row.operation_id)
        .where('ordinal', '=', row.ordinal)
        .execute();
      await writePins(
        transaction,
        { executionId: operation.execution_id, targetKey: operation.target_key },
        applied.pins ?? [],
        now,
      );
      await writeSightings(transaction, operation.target_key, applied.served ?? [], now);
    },
    stepEvents(run, { stepId: row.step_id, warnings: applied.report?.warnings ?? [] }),
  );
  Object.assign(row, change);
}
