import type { Transaction } from 'kysely';
import { progressColumns, worded } from '../journal/documents/wordedColumns';
import { wordedFailure } from '../model/wordedFailure';
import {
  say,
  toldOf,
  type Saying,
  type Worded,
  type Failure,
  type Outcome,
  type OperationStatus,
} from 'stage-contract';
import { failureDocument, outcomeDocument, reportDocument } from '../journal/documents/operationDocuments';
import { armedBy } from '../journal/queries/followUps';
import { releaseHolds } from '../journal/queries/holds';
import { dropLock } from '../journal/queries/locks';
import type { CheckpointRow } from '../journal/queries/loadOperation';
import { logFields } from '../journal/queries/operationTarget';
import type { JournalTables } from '../journal/tables';
import type { OutcomeReport } from '../model/report';
import { mergeReport } from '../model/mergeReport';
import { readOrNothing } from './notUnderstood';
import { endEvents } from './eventsOf';
import type { OperationRun } from './operationRun';
import { armedReport, armFollowUp, followUpEnd, settleFollowUps, tellArmer, type FollowUpNews } from './followUps';

/** By then, Orca has polled twice more, if it still polls. */
const SEEN_WITHIN_MS = 40_000;

/**
 * Ends an operation: writes the outcome with nothing left running, erases the input, releases holds and lock, notifies
 * Orca.
 */
export async function endOperation(
  run: OperationRun,
  status: Exclude<OperationStatus, 'RUNNING'>,
  progress: Worded,
  learnt: OutcomeReport,
  failure?: Failure,
): Promise<void> {
  const now = run.now,
    armer = armedBy(run.operation),
    followUp = status === 'SUCCEEDED' ? learnt.followUp : undefined;
  const report = followUp === undefined ? learnt : mergeReport(learnt, armedReport(run, followUp, now));
  const news: FollowUpNews[] = [];
  const change = {
    phase: 'ended',
    status,
    ...progressColumns(progress),
    ended_at: now,
    started_at: run.operation.started_at ?? now,
    report: reportDocument.write(report),
    failure: failure === undefined ? null : failureDocument.write(failure),
    sealed_input: null,
    held: null,
    waits_for_lock: 0,
    lease_owner: null,
    lease_until: null,
    tell_orca_at: tellOrcaAt(run),
  } as const;
  for (const row of run.checkpoints.filter(isOpen))
    Object.assign(row, { state: 'skipped', ...(row.begun_at === null ? {} : { ended_at: now }) });
  const outcome: Outcome = run.outcomeWith(change);
  const write = async (transaction: Transaction<JournalTables>): Promise<void> => {
    await transaction
      .updateTable('checkpoints')
      .set({ state: 'skipped' })
      .where('operation_id', '=', run.operation.id)
      .where('state', 'in', ['todo', 'running'])
      .execute();
    await releaseHolds(transaction, run.operation.id);
    news.push(...(await settleFollowUps(transaction, run, status, followUp !== undefined)));
    if (followUp !== undefined) await armFollowUp(transaction, run, followUp, now);
    if (armer !== null)
      news.push(...(await tellArmer(transaction, run, run.operation, followUpEnd(run, status, progress, report))));
    await dropLock(transaction, run.operation.id);
  };
  await run.write({ ...change, outcome: outcomeDocument.write(outcome) }, write, endEvents(run, outcome));
  if (news.some(({ events }) => events.length > 0)) run.engine.events?.onWritten();
  run.engine.log.info(
    {
      operation: run.operation.id,
      execution: run.operation.execution_id,
      stage: run.operation.stage_type,
      target: run.operation.target_key,
      status,
      code: failure?.code,
    },
    'operation ended',
  );
  if (armer === null) run.engine.onEnded(run.operation, outcome);
  for (const told of news) tellOfFollowUp(run, told);
  await run.engine.onCheckpoint?.('ended', 'end', run.operation);
}

/**
 * When to check whether Orca has to be told the outcome. It doesn't see it by polling if it has given up on the stage,
 * which the sidecar may not know yet. Nobody polls a follow-up in the first place.
 */
function tellOrcaAt({ engine, operation, now }: OperationRun): number | null {
  if (engine.orca === undefined || armedBy(operation) !== null) return null;
  const { recovery_reason: reason } = operation;
  return reason === 'cancelled' || reason === 'abandoned' ? now : now + SEEN_WITHIN_MS;
}

/** By now, the outcome of a stage that ended long ago has changed. */
function tellOfFollowUp(
  run: OperationRun,
  { operation, outcome, state, hasFailed, log: messages }: FollowUpNews,
): void {
  const fields = { ...logFields(operation), state };
  if (hasFailed)
    run.engine.log.error({ ...fields, reason: outcome.progress }, messages?.failed ?? 'a follow-up has failed');
  else run.engine.log.info(fields, messages?.ended ?? 'a follow-up has ended');
  run.engine.onEnded(operation, outcome);
}

const isOpen = (row: CheckpointRow): boolean => row.state === 'todo' || row.state === 'running';

/** Ends an operation after its last step. */
export async function endSucceeded(run: OperationRun): Promise<void> {
  const report = run.report();
  const { headline, outputs } = run.stage.finish(run.input(), run.learnt(), report);
  await endOperation(run, 'SUCCEEDED', headline, mergeReport(report, { outputs }));
}

/**
 * Ends an operation after its failure policy. The headline is the current state; if nothing was restored, the failure
 * comes first.
 */
export async function endRecovered(run: OperationRun): Promise<void> {
  if (armedBy(run.operation) !== null) return endFollowUp(run);
  const report = run.report();
  const failure = readOrNothing(failureDocument, run.operation.failure);
  const recovery = run.checkpoints.filter((row) => row.recovery === 1);
  const notes = notesOf(recovery);
  const reverted = recovery.some((row) => row.state === 'reverted');
  const undone = recovery.some((row) => row.state === 'failed');
  const cancelled = run.operation.recovery_reason === 'cancelled';
  const what = failure === undefined ? say('stageWasStopped', {}) : wordedFailure(failure);
  const lead = undone
    ? reverted
      ? 'notFullyRestored'
      : 'notRestored'
    : reverted
      ? 'reverted'
      : cancelled
        ? 'wasCancelled'
        : 'failed';
  const progress = say(lead, { parts: (reverted || undone) && notes.length > 0 ? notes : [what, ...notes] });
  const restored = notes.length === 0 ? undefined : say('cameOfRestoring', { parts: notes });
  const full = failure === undefined ? undefined : { ...failure, ...restoredBy(restored) };
  const outputs = {
    ...report.outputs,
    failureMessage: full === undefined ? progress.words : `${full.what} ${full.next}`,
  };
  await endOperation(run, cancelled ? 'CANCELED' : 'TERMINAL', progress, { ...report, outputs }, full);
}

const restoredBy = (said: Saying | undefined): Pick<Failure, 'restored' | 'restoredTold'> =>
  said === undefined ? {} : { restored: said.words, restoredTold: toldOf(said) };

/** The notes beside the steps, in order. */
const notesOf = (rows: readonly CheckpointRow[]): Worded[] =>
  rows.flatMap(({ note, note_told: told }) => (note === null ? [] : [worded(note, told)]));

/**
 * Ends a follow-up that has run. Only the log shows its own operation; the outcome of the stage that armed it says what
 * it did.
 */
async function endFollowUp(run: OperationRun): Promise<void> {
  const failed = run.checkpoints.some((row) => row.state === 'failed');
  await endOperation(
    run,
    failed ? 'TERMINAL' : 'SUCCEEDED',
    say('timerHasEnded', { parts: notesOf(run.checkpoints) }),
    run.report(),
  );
}

/**
 * Ends an operation that can neither continue nor restore anything, so that its function is free again. Reported
 * prominently.
 */
export async function endStuck(run: OperationRun, reason: Failure): Promise<void> {
  const failure = readOrNothing(failureDocument, run.operation.failure) ?? reason;
  const begun = run.checkpoints.some((row) => row.begun_at !== null);
  const progress = begun
    ? say('notRestored', { parts: [wordedFailure(reason), say('restoreByHand', {})] })
    : say('failed', { parts: [wordedFailure(reason)] });
  const report = readOrNothing(reportDocument, run.operation.report) ?? {};
  await endOperation(
    run,
    'TERMINAL',
    progress,
    { ...report, outputs: { ...report.outputs, failureMessage: progress.words } },
    { ...failure, ...restoredBy(begun ? progress : undefined) },
  );
}
