import { present, say, StageError, type Failure, type Saying, type Worded } from 'stage-contract';
import { JournalFault } from '../journal/journalFault';
import { lastErrorDocument } from '../journal/documents/operationDocuments';
import { noteColumns, progressColumns } from '../journal/documents/wordedColumns';
import { hasUnfinishedEarlierAttempt, type CheckpointRow } from '../journal/queries/loadOperation';
import { releaseLock, takeLock } from '../journal/queries/locks';
import { operationPlace } from '../journal/queries/operationTarget';
import { LostLease } from '../journal/queries/writeOperation';
import type { OutcomeReport } from '../model/report';
import { wordedStep, type StageStep } from '../model/step';
import { targetWords } from '../model/target';
import { wordedAdvice, wordedFailure } from '../model/wordedFailure';
import { answerNextAsk } from './answerAsks';
import { applyStep, lookWhileWaiting } from './applyStep';
import { heldOf } from './askedState';
import { describeFailure } from './describeFailure';
import { endRecovered, endSucceeded } from './endOperation';
import type { EngineContext } from './engineContext';
import { beginFollowUp, mayRun } from './followUps';
import { leaveNotUnderstood, understand } from './leaveNotUnderstood';
import { NotUnderstood } from './notUnderstood';
import { observeAndPlan } from './observeAndPlan';
import { OperationRun } from './operationRun';
import { beginRecovery, interruption } from './recoverOperation';
import { retryOf, type Retry } from './retryOf';
import { judgeSilence, waitsForGivenUp, type NextStep } from './signOfLife';
import { StepFailed } from './stepFailed';
import { completeUndoRecords } from './undoRecords';

/** How long a blocked operation waits before it checks again, if nothing wakes it earlier. */
const LOOK_AGAIN_MS = 1000;
/** The same if Orca's record has to change: a pipeline may be paused for days. */
const ASK_ORCA_AGAIN_MS = 5_000;
/** How often an operation looks that somebody has put on hold; whoever continues it wakes it. */
const LOOK_WHILE_HELD_MS = 60_000;
/** How often a step that waits for Orca is looked before: as often as a hold is. */
const LOOK_BEFORE_MS = 60_000;
const WAITING_FOR_EARLIER = say('waitingForEarlierAttempt', {});

/**
 * Runs an operation until it has to wait for a due time, has ended, or the engine stops. The caller holds the lease.
 */
export async function advanceOperation(
  engine: EngineContext,
  id: string,
  fence: number,
  stopping: () => boolean,
): Promise<void> {
  const run = await OperationRun.load(engine, id, fence);
  await completeUndoRecords(run);
  while (!stopping()) {
    const turn = await takeTurn(run);
    await run.reload();
    if (turn === 'sleep' || (turn === 'stop' && !hasNews(run))) break;
  }
  if (run.operation.status !== 'RUNNING') await releaseLock(engine.database, run.operation, run.now);
}

/** A cancel, a request or a newer attempt may have arrived while a step was writing its own due time. */
const hasNews = ({ operation }: OperationRun): boolean =>
  operation.status === 'RUNNING' &&
  (operation.superseded_at !== null ||
    operation.asked_at !== null ||
    (operation.cancel_requested_at !== null && operation.phase !== 'recovering'));

/** `stop`: until its due time, or earlier if there is news; `sleep`: until its due time, news has to wait. */
type Turn = 'go' | 'stop' | 'sleep';

async function takeTurn(run: OperationRun): Promise<Turn> {
  if (!(await mayRun(run))) return 'sleep';
  try {
    // A superseded operation ends as it is, whatever its documents contain.
    if (run.operation.superseded_at === null) understand(run);
    return await takeUnderstoodTurn(run);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return leaveNotUnderstood(run, error);
  }
}

async function takeUnderstoodTurn(run: OperationRun): Promise<Turn> {
  const row = run.checkpoints.find((candidate) => candidate.state === 'todo' || candidate.state === 'running');
  // One that is stopped for another ends as it is, whatever its documents say.
  const step = run.operation.superseded_at === null ? stepOf(run, row) : undefined;
  const silence = isLeftAlone(run) ? undefined : await judgeSilence(run, nextStep(row, step));
  const interrupted = await interruption(run, silence?.isOver === true);
  if (interrupted === 'waiting') {
    await run.write({ ...progressColumns(WAITING_FOR_EARLIER), due_at: run.now + LOOK_AGAIN_MS, waits_for_lock: 0 });
    return 'sleep';
  }
  if (interrupted !== 'none') return interrupted === 'ended' ? 'stop' : 'go';
  if (await answerNextAsk(run)) return 'go';
  const begins = await mayBegin(run, row, silence?.waitsFor);
  try {
    return begins ? await work(run, row) : await lookOnceAMinute(run, row);
  } catch (error) {
    if (error instanceof LostLease || error instanceof JournalFault || error instanceof NotUnderstood) throw error;
    return handleError(run, row, error);
  }
}

/** Whether the next piece of work may start now. The end of an operation waits for nothing. */
async function mayBegin(run: OperationRun, row: CheckpointRow | undefined, waitsFor?: Saying): Promise<boolean> {
  if (run.operation.phase !== 'observing' && row === undefined) return true;
  if (!(await mayGoOn(run, nextStep(row, stepOf(run, row)), waitsFor))) return false;
  await beginFollowUp(run);
  return true;
}

/**
 * Looks on while the next step waits: a pipeline may be paused for hours, and what has been given to the candidate so far
 * must not go unwatched. What AWS does not answer now is asked again a minute later, and by the step itself.
 */
async function lookOnceAMinute(run: OperationRun, row: CheckpointRow | undefined): Promise<'stop'> {
  if (row === undefined || run.operation.phase !== 'applying') return 'stop';
  // That it has looked needs no note in the journal: the last wait in a minute looks.
  if (Math.floor(run.now / LOOK_BEFORE_MS) === Math.floor(run.operation.due_at / LOOK_BEFORE_MS)) return 'stop';
  try {
    await lookWhileWaiting(run, row);
  } catch (error) {
    if (!(error instanceof StageError) || !error.retryable) throw error;
  }
  return 'stop';
}

/** Operations whose end has been decided don't need Orca's opinion. */
const isLeftAlone = ({ operation }: OperationRun): boolean =>
  operation.phase === 'recovering' || operation.superseded_at !== null || operation.cancel_requested_at !== null;

const stepOf = (run: OperationRun, row: CheckpointRow | undefined): StageStep | undefined =>
  row === undefined ? undefined : run.step(row);

const nextStep = (row: CheckpointRow | undefined, step: StageStep | undefined): NextStep | undefined =>
  row === undefined || step === undefined ? undefined : { row, step };

/** Does the next piece of work: plan, apply the next step, or end. */
async function work(run: OperationRun, row: CheckpointRow | undefined): Promise<Turn> {
  const { phase } = run.operation;
  if (phase === 'observing') await observeAndPlan(run);
  else if (row !== undefined) return (await applyStep(run, row)) === 'next' ? 'go' : 'stop';
  else await (phase === 'recovering' ? endRecovered(run) : endSucceeded(run));
  return run.operation.status === 'RUNNING' ? 'go' : 'stop';
}

/** While somebody holds the operation, no step begins that gives the candidate more traffic. */
const isHeldBack = (next: NextStep | undefined): boolean =>
  next?.step.beginsWhen === 'orcaIsPolling' && next.row.begun_at === null;

/** Checks lock, holds of people, earlier attempts and heartbeat: whether the next piece of work may start now. */
async function mayGoOn(run: OperationRun, next: NextStep | undefined, waitsFor?: Saying): Promise<boolean> {
  const { operation, engine } = run;
  const held = isHeldBack(next) ? heldOf(operation) : undefined;
  const wait = async (progress: Worded, waitsForLock: 0 | 1, forMs = LOOK_AGAIN_MS): Promise<false> => {
    operation.due_at = run.now + forMs;
    await run.write({ ...progressColumns(progress), due_at: operation.due_at, waits_for_lock: waitsForLock });
    return false;
  };
  if (
    operation.phase === 'observing' &&
    (await hasUnfinishedEarlierAttempt(engine.database, operation.stage_id, operation.attempt))
  ) {
    return wait(WAITING_FOR_EARLIER, 0);
  }
  if (held !== undefined) {
    await releaseLock(engine.database, operation, run.now);
    return wait(held.said, 0, LOOK_WHILE_HELD_MS);
  }
  if (operation.phase === 'observing' && run.stage.asksOperations !== true && (await waitsForGivenUp(run))) {
    // They need the lock to revert.
    await releaseLock(engine.database, operation, run.now);
    return wait(say('waitingForOtherOperation', { target: targetWords(run.target) }), 0);
  }
  if (run.stage.locksTarget && next?.step.withoutLock !== true) {
    if (!(await takeLock(engine.database, operation, run.now)))
      return wait(say('waitingForOtherOperation', { target: targetWords(run.target) }), 1);
    operation.waits_for_lock = 0;
  } else if (run.stage.locksTarget) {
    await releaseLock(engine.database, operation, run.now);
  }
  if (waitsFor !== undefined) return wait(waitsFor, 0, engine.orca === undefined ? LOOK_AGAIN_MS : ASK_ORCA_AGAIN_MS);
  return true;
}

/** Handles failed work: retries it, or ends the operation according to the failure. */
async function handleError(run: OperationRun, row: CheckpointRow | undefined, error: unknown): Promise<Turn> {
  const { operation, engine } = run;
  const step = stepOf(run, row);
  const tries = row?.tries ?? operation.observe_tries + 1;
  const where = operationPlace(operation);
  const failure = describeFailure(error, where, step?.sentence, tries);
  const retry = retryOf(error, engine.timing, {
    failure,
    tries,
    nowMs: run.now,
    deadlineMs: row === undefined ? operation.deadline_at : run.stepDeadlineMs(row.begun_at ?? run.now),
    lastError: operation.last_error,
    random: engine.random(),
  });
  logFailure(run, { step: step?.id, failure, tries, error }, retry !== undefined);
  if (retry !== undefined) {
    await tryLater(run, row, retry);
    // What blocks this operation may need the lock to finish.
    if (operation.phase === 'observing' && failure.code === 'busy')
      await releaseLock(engine.database, operation, run.now);
    return 'stop';
  }
  if (operation.phase === 'recovering') return failRecoveryStep(run, row, failure);
  await beginRecovery(run, {
    reason: 'failed',
    failure,
    ...present({ failed: row }),
    ...learntFrom(error),
  });
  if (step !== undefined) await engine.onCheckpoint?.('afterResult', step.id, operation);
  return 'go';
}

/** A failed step still reports what it found, called and measured before it failed. */
function learntFrom(error: unknown): { report?: OutcomeReport } {
  if (error instanceof StepFailed && error.report !== undefined) return { report: error.report };
  if (!(error instanceof StageError)) return {};
  const { invocations, evidence } = error.details;
  return invocations === undefined && evidence === undefined ? {} : { report: present({ invocations, evidence }) };
}

interface FailedTry {
  step: string | undefined;
  failure: Failure;
  tries: number;
  error: unknown;
}

function logFailure(
  { operation, engine }: OperationRun,
  { step, failure, tries, error }: FailedTry,
  isRetried: boolean,
): void {
  const { code, awsCode, awsRequestId } = failure;
  const log = { operation: operation.id, step, code, awsCode, awsRequestId, tries };
  if (isRetried) engine.log.debug(log, 'retrying later');
  else if (code === 'internal') {
    const stack = error instanceof Error ? error.stack : undefined;
    engine.log.error({ ...log, reason: failure.what, stack }, 'a step failed unexpectedly');
  } else engine.log.warn(log, 'a step failed');
}

/** Journals when the work will be retried, and why it failed. */
async function tryLater(run: OperationRun, row: CheckpointRow | undefined, retry: Retry): Promise<void> {
  const change = {
    due_at: run.now + retry.afterMs,
    last_error: lastErrorDocument.write(retry.lastError),
    observe_tries: run.operation.observe_tries + (row === undefined ? 1 : 0),
    ...progressColumns(retry.progress),
  };
  await run.write(change, async (transaction) => {
    if (row === undefined) return;
    await transaction
      .updateTable('checkpoints')
      .set({ tries: row.tries, begun_at: row.begun_at, state: 'running' })
      .where('operation_id', '=', row.operation_id)
      .where('ordinal', '=', row.ordinal)
      .execute();
  });
}

/** Reports a failed revert prominently, and continues with the rest of the failure policy. */
async function failRecoveryStep(run: OperationRun, row: CheckpointRow | undefined, failure: Failure): Promise<Turn> {
  if (row === undefined) throw new Error(`The failure policy of ${run.operation.id} could not finish: ${failure.what}`);
  await run.write({ due_at: run.now }, async (transaction) => {
    await transaction
      .updateTable('checkpoints')
      .set({
        state: 'failed',
        ended_at: run.now,
        tries: row.tries,
        begun_at: row.begun_at ?? run.now,
        ...noteColumns(
          say('stillToBeDone', {
            failed: wordedFailure(failure),
            next: wordedAdvice(failure),
            step: wordedStep(run.step(row)),
          }),
        ),
      })
      .where('operation_id', '=', row.operation_id)
      .where('ordinal', '=', row.ordinal)
      .execute();
  });
  return 'go';
}
