import { progressColumns, worded } from '../journal/documents/wordedColumns';
import type { Transaction } from 'kysely';
import {
  present,
  say,
  type Worded,
  isStageType,
  type OperationStatus,
  type Outcome,
  type StepState,
} from 'stage-contract';
import { followUpFactsDocument, outcomeDocument } from '../journal/documents/operationDocuments';
import { journalPins } from '../journal/journalPins';
import { openAnswers, sealAnswers } from '../journal/sealedAnswers';
import {
  armedBy,
  cameInTime,
  clearFollowUp,
  insertFollowUp,
  isKept,
  isLooking,
  isWatching,
  keptFollowUps,
  resumeFollowUp,
} from '../journal/queries/followUps';
import type { OperationRow } from '../journal/queries/loadOperation';
import { logFields, operationResource } from '../journal/queries/operationTarget';
import { writeUndoRecord } from '../journal/queries/undoRecords';
import { writeEvents } from '../journal/queries/writeEvents';
import type { JournalTables } from '../journal/tables';
import type { FollowUp } from '../model/followUp';
import type { OutcomeReport } from '../model/report';
import type { StageEvent } from '../model/stageEvents';
import type { FollowUpEnd, FollowUpLog, StageFollowUps } from '../model/stageFollowUps';
import { withinSize } from './buildOutcome';
import type { EngineContext } from './engineContext';
import { readOrNothing } from './notUnderstood';
import type { OperationRun } from './operationRun';
import { pinsForgottenBefore } from './sweepJournal';
import { recordOf } from './undoRecords';

/** How a follow-up's step can end. */
const STEP_ENDS = ['done', 'same', 'skipped', 'failed', 'reverted'] as const satisfies readonly StepState[];

/** How long a follow-up waits before it checks again whether it may run. */
const LOOK_AGAIN_MS = 1000;

/** A stage whose outcome a follow-up changed after the stage had ended. */
export interface FollowUpNews {
  operation: OperationRow;
  outcome: Outcome;
  /** The follow-up's result, for the log. */
  state: string;
  hasFailed: boolean;
  /** What was written for others. */
  events: StageEvent[];
  log: FollowUpLog | undefined;
}

/** The follow-ups that the operation's stage declares; undefined if none. */
const followUpsOf = ({ stages }: EngineContext, { stage_type: type }: OperationRow): StageFollowUps | undefined =>
  isStageType(type) ? stages[type].followUps : undefined;

/** What an operation reports about the follow-up that it arms if it ends at this time. */
export const armedReport = ({ stage }: OperationRun, followUp: FollowUp, nowMs: number): OutcomeReport =>
  stage.followUps?.armed(followUp, new Date(nowMs + followUp.afterSeconds * 1000).toISOString()) ?? {};

/** Arms a follow-up in the transaction that ends its operation. */
export async function armFollowUp(
  transaction: Transaction<JournalTables>,
  run: OperationRun,
  followUp: FollowUp,
  nowMs: number,
): Promise<void> {
  const operationId = await insertFollowUp(transaction, run.operation, {
    followUp,
    step: run.stage.documents.step.write(followUp.step),
    ...present({ watch: watchOf(run, followUp) }),
    sealedInput: run.engine.sealer.seal(JSON.stringify(run.input())),
    now: nowMs,
  });
  // A release that can't read it must not undo what nothing was found against.
  const record = followUp.watch?.onlyIfFound === true ? undefined : recordOf(run, followUp.step, {}, run.input());
  if (record !== undefined) await writeUndoRecord(transaction, { operationId, ordinal: 0 }, record, nowMs);
}

/** What looks until a follow-up runs, as the journal stores it, with what it must know. */
function watchOf(run: OperationRun, { watch }: FollowUp): { step: string; facts: object } | undefined {
  if (watch === undefined) return undefined;
  const facts = run.stage.followUps?.knows?.(run.learnt()) ?? {};
  return { step: run.stage.documents.step.write(watch.step), facts };
}

/** Whether a follow-up may run or look now; if not, writes when to check again. Any other operation may always run. */
export async function mayRun(run: OperationRun): Promise<boolean> {
  const { operation, engine } = run;
  if (armedBy(operation) === null || operation.started_at !== null) return true;
  if (!isKept(operation)) {
    // What a look has found does not wait for the time, nor for stages of the execution that have not begun.
    if (isWatching(operation) && (isLooking(run) || run.now < operation.deadline_at)) return true;
    if (run.now >= operation.deadline_at && !(await cameInTime(engine.database, operation, operation.deadline_at)))
      return true;
  }
  await run.write({ due_at: Math.max(operation.due_at, run.now + LOOK_AGAIN_MS) });
  return false;
}

const logOf = (stage: StageFollowUps | undefined, followUp: OperationRow): FollowUpLog | undefined =>
  isWatching(followUp) ? stage?.watchLog : stage?.log;

/** Starts a follow-up that has the lock: from now on it is retried until its limit. Looks are no start. */
export async function beginFollowUp(run: OperationRun): Promise<void> {
  const { operation, engine } = run;
  if (armedBy(operation) === null || operation.started_at !== null || isLooking(run)) return;
  engine.log.info(logFields(operation), logOf(run.stage.followUps, operation)?.begun ?? 'a follow-up has started');
  await run.write({ started_at: run.now, deadline_at: run.now + engine.timing.followUpLimitMs });
}

/** The result of an ended follow-up. */
export function followUpEnd(
  run: OperationRun,
  status: OperationStatus,
  progress: Worded,
  report: OutcomeReport,
): FollowUpEnd {
  const row = run.checkpoints.find((each) => each.state === 'failed') ?? run.checkpoints.at(-1);
  // A success has ended its only step.
  const state = STEP_ENDS.find((each) => each === row?.state) ?? 'skipped';
  return {
    state: status === 'SUCCEEDED' ? state : 'failed',
    note: typeof row?.note === 'string' ? worded(row.note, row.note_told) : progress,
    endedAt: new Date(run.now).toISOString(),
    report,
  };
}

/** Writes a follow-up's result into the outcome of the stage that armed it, if that still exists. */
export async function tellArmer(
  transaction: Transaction<JournalTables>,
  { engine, now }: Pick<OperationRun, 'engine' | 'now'>,
  followUp: OperationRow,
  end: FollowUpEnd,
): Promise<FollowUpNews[]> {
  const armer = armedBy(followUp) ?? '';
  const found = await transaction.selectFrom('operations').selectAll().where('id', '=', armer).executeTakeFirst();
  if (found === undefined) return [];
  const before = readOrNothing(outcomeDocument, openAnswers(found, engine.sealer).outcome);
  if (before === undefined) return [];
  const {
    outcome: told,
    state,
    events = [],
  } = followUpsOf(engine, found)?.ended(before, end) ?? { outcome: before, state: end.state };
  const outcome = withinSize(told);
  const change = {
    outcome: outcomeDocument.write(outcome),
    ...progressColumns({ words: outcome.progress, ...outcome.progressTold }),
    // Orca saw the outcome as it was before.
    tell_orca_at: engine.orca === undefined ? null : now,
  };
  await transaction.updateTable('operations').set(sealAnswers(change, engine.sealer)).where('id', '=', armer).execute();
  if (engine.events !== undefined)
    await writeEvents(transaction, engine.events, { operation: found, outcome, events, now });
  const log = logOf(followUpsOf(engine, found), followUp);
  return [{ operation: { ...found, ...change }, outcome, state, hasFailed: end.state === 'failed', events, log }];
}

/**
 * Decides about the follow-ups that an ended operation kept from running. A success in the same execution, or one
 * that arms a follow-up itself, clears them. Otherwise the current state decides: if it is what the follow-up guards,
 * nobody else would take care of it, so the follow-up continues.
 */
export async function settleFollowUps(
  transaction: Transaction<JournalTables>,
  run: OperationRun,
  status: OperationStatus,
  arms: boolean,
): Promise<FollowUpNews[]> {
  const { operation } = run,
    now = run.now;
  const news: FollowUpNews[] = [];
  for (const followUp of await keptFollowUps(transaction, operation.target_key, operation.id)) {
    const isOwn = followUp.execution_id === operation.execution_id;
    const isDecided = status === 'SUCCEEDED' && (isOwn || arms);
    // If that is unknown, the follow-up continues: it checks its resource before it touches it.
    if (!isDecided && (await isLeftAsGuarded(transaction, run, followUp)) !== false) {
      await resumeFollowUp(transaction, followUp, now);
      continue;
    }
    const note = say('timerCleared', {
      stageName: operation.stage_name,
      ...(isOwn ? {} : { executionId: operation.execution_id }),
    });
    await clearFollowUp(transaction, followUp.id, note, now);
    const end = { state: 'cleared', note, endedAt: new Date(now).toISOString() } as const;
    news.push(...(await tellArmer(transaction, run, followUp, end)));
  }
  return news;
}

/** Whether the operation's execution left a resource as a follow-up guards it; undefined if unknown. */
async function isLeftAsGuarded(
  transaction: Transaction<JournalTables>,
  { engine, operation, now }: OperationRun,
  followUp: OperationRow,
): Promise<boolean | undefined> {
  const facts = readOrNothing(followUpFactsDocument, followUp.facts),
    resource = operationResource(followUp);
  if (facts === undefined || resource === undefined) return undefined;
  const pins = journalPins(transaction, operation, pinsForgottenBefore(engine.timing, now));
  return followUpsOf(engine, followUp)?.isLeftAsGuarded({ resource, guard: facts.guard }, pins);
}
