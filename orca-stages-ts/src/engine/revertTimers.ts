import type { Transaction } from 'kysely';
import type { OperationStatus, Outcome, Routing } from 'stage-contract';
import { outcomeDocument, timerFactsDocument } from '../journal/documents/operationDocuments';
import { routingPinDocument } from '../journal/documents/pinDocuments';
import type { OperationRow } from '../journal/queries/loadOperation';
import { readPin } from '../journal/queries/pins';
import { cameInTime, clearTimer, heldTimers, insertTimer, resumeTimer } from '../journal/queries/timers';
import { writeUndoRecord } from '../journal/queries/undoRecords';
import type { JournalTables } from '../journal/tables';
import { todoCheckpoint } from '../journal/queries/todoCheckpoint';
import type { OutcomeReport } from '../model/report';
import type { RevertTimer } from '../model/revertTimer';
import { sameRouting } from '../model/routing';
import { readOrNothing } from './notUnderstood';
import type { OperationRun } from './operationRun';
import { recordOf } from './undoRecords';
import { timerOutcome, type TimerEnd } from './timerOutcome';

/** How long a timer waits before it looks again whether it may fire. */
const LOOK_AGAIN_MS = 1000;

/** A stage whose outcome a timer has changed, after the stage had ended. */
export interface TimerNews {
  operation: OperationRow;
  outcome: Outcome;
}

/** What an operation reports of the timer that it arms when it ends at this time. */
export function armedReport(timer: RevertTimer, nowMs: number): OutcomeReport {
  const revertTimer = {
    state: 'pending',
    revertAt: new Date(nowMs + timer.afterSeconds * 1000).toISOString(),
    afterSeconds: timer.afterSeconds,
    to: timer.to,
  } as const;
  return { revertTimer, outputs: { revertTimer } };
}

/**
 * Writes the timer as an operation of its own, which begins where others revert: so it has lease, fence, lock, retries and replicas as they do.
 * Its deadline is when it fires, and so is its place in the order of those that wait for the lock: whoever came before is served before.
 */
export async function armTimer(
  transaction: Transaction<JournalTables>,
  run: OperationRun,
  timer: RevertTimer,
  nowMs: number,
): Promise<void> {
  const { operation } = run,
    id = `${operation.id}-timer`,
    revertAtMs = nowMs + timer.afterSeconds * 1000;
  await insertTimer(
    transaction,
    {
      id,
      timer_of: operation.id,
      stage_id: `timer of ${operation.id}`,
      attempt: operation.attempt,
      execution_id: operation.execution_id,
      stage_type: operation.stage_type,
      stage_name: operation.stage_name,
      user_name: operation.user_name,
      target_key: operation.target_key,
      account: operation.account,
      region: operation.region,
      function_name: operation.function_name,
      alias_name: timer.aliasName,
      sealed_input: run.engine.sealer.seal(JSON.stringify(run.input())),
      phase: 'recovering',
      status: 'RUNNING',
      recovery_reason: 'timer',
      progress: timer.step.sentence,
      report: '{}',
      facts: timerFactsDocument.write({ guards: timer.guards }),
      failure: null,
      last_error: null,
      aws_calls: '[]',
      aws_calls_omitted: 0,
      observe_tries: 0,
      created_at: revertAtMs,
      started_at: null,
      ended_at: null,
      deadline_at: revertAtMs,
      due_at: revertAtMs,
      last_poll_at: nowMs,
      cancel_requested_at: null,
      superseded_at: null,
      superseded_by: null,
      waits_for_lock: 0,
      lease_owner: null,
      lease_until: null,
      fence: 0,
      outcome: null,
    },
    todoCheckpoint({
      operationId: id,
      ordinal: 0,
      stepId: timer.step.id,
      document: run.stage.documents.step.write(timer.step),
      recovery: true,
    }),
  );
  const record = recordOf(run, timer.step, {}, run.input());
  if (record !== undefined) await writeUndoRecord(transaction, { operationId: id, ordinal: 0 }, record, nowMs);
}

/** Whether a timer may fire now; writes when to look again where it may not. Anything but a timer always may. */
export async function mayFire(run: OperationRun): Promise<boolean> {
  const { operation, engine } = run;
  if (operation.timer_of === null || operation.started_at !== null) return true;
  if (
    operation.timer_held_by === null &&
    run.now >= operation.deadline_at &&
    !(await cameInTime(engine.database, operation, operation.deadline_at))
  )
    return true;
  await run.write({ due_at: Math.max(operation.due_at, run.now + LOOK_AGAIN_MS) });
  return false;
}

/** A timer has the lock and fires: from here on it is tried until its limit. */
export async function beginFiring(run: OperationRun): Promise<void> {
  const { operation, engine } = run;
  if (operation.timer_of === null || operation.started_at !== null) return;
  engine.log.info(
    {
      operation: operation.id,
      execution: operation.execution_id,
      target: operation.target_key,
      alias: operation.alias_name,
    },
    'a timer fires: not promoted in time',
  );
  await run.write({ started_at: run.now, deadline_at: run.now + engine.timing.timerLimitMs });
}

/** What an ended timer came to. */
export function timerEnd(
  run: OperationRun,
  status: OperationStatus,
  progress: string,
  report: OutcomeReport,
): TimerEnd {
  const row = run.checkpoints.at(-1);
  return {
    state: status !== 'SUCCEEDED' ? 'failed' : row?.state === 'reverted' ? 'reverted' : 'skipped',
    note: row?.note ?? progress,
    report,
  };
}

/** Writes what became of a timer into the outcome of its stage, if that is still there. */
export async function tellStage(
  transaction: Transaction<JournalTables>,
  timerOf: string,
  end: TimerEnd,
  now: number,
): Promise<TimerNews[]> {
  const found = await transaction.selectFrom('operations').selectAll().where('id', '=', timerOf).executeTakeFirst();
  const before = readOrNothing(outcomeDocument, found?.outcome ?? null);
  if (found === undefined || before === undefined) return [];
  const outcome = timerOutcome(before, end, now),
    text = outcomeDocument.write(outcome);
  await transaction
    .updateTable('operations')
    .set({ outcome: text, progress: outcome.progress })
    .where('id', '=', timerOf)
    .execute();
  return [{ operation: { ...found, outcome: text }, outcome }];
}

/**
 * Decides about the timers that an ended operation has kept from firing. A routing stage of their own execution that succeeded clears them.
 * Otherwise the routing tells: where the alias is left as the timer guards it, nobody else would bring it back, so the timer goes on.
 */
export async function settleTimers(
  transaction: Transaction<JournalTables>,
  run: OperationRun,
  status: OperationStatus,
  arms: boolean,
): Promise<TimerNews[]> {
  const { operation } = run,
    now = run.now;
  const news: TimerNews[] = [];
  for (const timer of await heldTimers(transaction, operation.target_key, operation.id)) {
    const guards = readOrNothing(timerFactsDocument, timer.facts)?.guards;
    const isOwn = timer.execution_id === operation.execution_id;
    const isDecided = status === 'SUCCEEDED' && (isOwn || arms);
    const left = await routingLeft(transaction, operation, timer.alias_name ?? '');
    // Where it can't be told, the timer goes on: it looks at the alias before it touches it.
    if (!isDecided && (guards === undefined || left === undefined || sameRouting(guards, left))) {
      await resumeTimer(transaction, timer, now);
      continue;
    }
    const note = `Cleared by “${operation.stage_name}”${isOwn ? '' : ` of execution ${operation.execution_id}`}.`;
    await clearTimer(transaction, timer.id, note, now);
    news.push(...(await tellStage(transaction, timer.timer_of ?? '', { state: 'cleared', note }, now)));
  }
  return news;
}

/** What the operation's execution has left on an alias, or found there if it has not touched it. Undefined: its pin can't be understood. */
async function routingLeft(
  transaction: Transaction<JournalTables>,
  operation: OperationRow,
  aliasName: string,
): Promise<Routing | null | undefined> {
  const scope = { executionId: operation.execution_id, targetKey: operation.target_key };
  const pin =
    (await readPin(transaction, scope, 'leftRouting', aliasName)) ??
    (await readPin(transaction, scope, 'firstRouting', aliasName));
  return typeof pin === 'string' ? readOrNothing(routingPinDocument, pin)?.routing : null;
}
