import { noteColumns, progressColumns } from '../journal/documents/wordedColumns';
import { sentenceOf, wordedStep } from '../model/step';
import { wordedAdvice, wordedFailure } from '../model/wordedFailure';
import { failureWith } from './describeFailure';
import type { Transaction } from 'kysely';
import { say, toldOf, type Failure, type Worded } from 'stage-contract';
import { failureDocument, reportDocument, shownStepDocument } from '../journal/documents/operationDocuments';
import { armedBy } from '../journal/queries/followUps';
import { releaseHolds } from '../journal/queries/holds';
import type { CheckpointRow } from '../journal/queries/loadOperation';
import { operationPlace } from '../journal/queries/operationTarget';
import type { JournalTables } from '../journal/tables';
import { todoCheckpoint } from '../journal/queries/todoCheckpoint';
import { endOperation, endStuck } from './endOperation';
import { readOrNothing, type NotUnderstood } from './notUnderstood';
import type { OperationRun } from './operationRun';
import { undoingsOf, type Undoing } from './undoRecords';
import { undoStep, undoStepDocument } from './undoStep';

/** Recovery reason of an operation that is undone from its records only. */
export const NOT_UNDERSTOOD = 'notUnderstood';

/**
 * Reads everything that the operation will need, so that nothing is started that can't be finished. Throws
 * NotUnderstood.
 */
export function understand(run: OperationRun): void {
  const { operation, checkpoints } = run;
  if (operation.recovery_reason === NOT_UNDERSTOOD) return;
  run.report();
  run.learnt();
  const isNeeded = (row: CheckpointRow): boolean => operation.phase !== 'recovering' || isOpen(row);
  for (const row of checkpoints) if (isNeeded(row)) run.step(row);
}

/**
 * Ends an operation whose documents this release can't read. If it has changed nothing, its plan is dropped and made
 * again. Otherwise the undo records are applied, and the operation ends with a failure that says what was restored
 * and what was not.
 */
export async function leaveNotUnderstood(run: OperationRun, problem: NotUnderstood): Promise<'go' | 'stop'> {
  const { operation, engine } = run;
  const { document, reason } = problem;
  engine.log.error({ operation: operation.id, document, reason }, 'a document in the journal cannot be read');
  if (operation.recovery_reason === NOT_UNDERSTOOD) {
    return failUndoing(run, problem);
  }
  const canPlan = armedBy(operation) === null && operation.phase !== 'recovering' && !problem.outlivesPlan;
  if (canPlan && !run.checkpoints.some((row) => hasChanged(run, row))) {
    await planAnew(run);
    return 'go';
  }
  const undoings = await undoingsOf(run);
  const failure = failureOf(run, problem, undoings);
  if (armedBy(operation) !== null && undoings.length === 0) {
    const parts = [wordedFailure(failure), wordedAdvice(failure)];
    await endOperation(run, 'TERMINAL', say('notRestored', { parts }), {}, failure);
    return 'stop';
  }
  await beginUndoing(run, undoings, failure);
  return 'go';
}

const isOpen = (row: CheckpointRow): boolean => row.state === 'todo' || row.state === 'running';

/** Whether a step may have changed something. A step that can't be read counts as one that may have. */
const hasChanged = (run: OperationRun, row: CheckpointRow): boolean =>
  row.recovery === 0 && row.begun_at !== null && readOrNothing(run.stage.documents.step, row.step)?.mutates !== false;

async function planAnew(run: OperationRun): Promise<void> {
  const { id, report } = run.operation;
  const warnings = readOrNothing(reportDocument, report)?.warnings;
  await run.write(
    {
      phase: 'observing',
      report: reportDocument.write(warnings === undefined ? {} : { warnings }),
      facts: '{}',
      last_error: null,
      due_at: run.now,
      ...progressColumns(say('planningAnew', {})),
      waits_for_lock: run.stage.locksTarget ? 1 : 0,
    },
    async (transaction) => {
      await transaction.deleteFrom('checkpoints').where('operation_id', '=', id).execute();
      await releaseHolds(transaction, id);
    },
  );
}

async function beginUndoing(run: OperationRun, undoings: readonly Undoing[], failure: Failure): Promise<void> {
  const now = run.now,
    { operation } = run;
  await run.write(
    {
      phase: 'recovering',
      recovery_reason: NOT_UNDERSTOOD,
      report: readOrNothing(reportDocument, operation.report) === undefined ? '{}' : operation.report,
      facts: readOrNothing(run.stage.documents.facts, operation.facts) === undefined ? '{}' : operation.facts,
      failure: failureDocument.write(failure),
      due_at: now,
      waits_for_lock: 0,
      // A follow-up's deadline is the time at which it runs.
      ...(armedBy(operation) === null
        ? { deadline_at: Math.max(operation.deadline_at, now + run.engine.timing.recoveryLimitMs) }
        : {}),
      ...progressColumns(wordedFailure(failure)),
      last_error: null,
    },
    async (transaction) => {
      await skipOpen(transaction, operation.id, now);
      for (const [index, undoing] of undoings.entries())
        await insertUndoStep(transaction, run, run.checkpoints.length + index, undoing);
    },
  );
}

async function skipOpen(transaction: Transaction<JournalTables>, id: string, now: number): Promise<void> {
  const of = transaction.updateTable('checkpoints').where('operation_id', '=', id);
  await of.set({ state: 'skipped', ended_at: now }).where('state', '=', 'running').execute();
  await of.set({ state: 'skipped' }).where('state', '=', 'todo').execute();
}

async function insertUndoStep(
  transaction: Transaction<JournalTables>,
  run: OperationRun,
  ordinal: number,
  { record, unanswered }: Undoing,
): Promise<void> {
  const words = run.stage.undo?.describe(record);
  if (words === undefined) return;
  // A follow-up belongs to no stage of the execution, so a later stage must notice what it restores.
  const intends = armedBy(run.operation) === null ? words.intends : [];
  const step = undoStep(record, unanswered, { ...sentenceOf(words.doing), intends });
  await transaction
    .insertInto('checkpoints')
    .values(
      todoCheckpoint({
        operationId: run.operation.id,
        ordinal,
        stepId: step.id,
        document: undoStepDocument.write(step),
        recovery: true,
      }),
    )
    .execute();
}

/** A step as its checkpoint says it, or its name where that cannot be read. */
function wordedRow(row: CheckpointRow): Worded {
  const step = readOrNothing(shownStepDocument, row.step);
  return step === undefined ? { words: row.step_id } : wordedStep(step);
}

/** Says what was found, and names what this operation started and nothing restores. */
function failureOf(run: OperationRun, problem: NotUnderstood, undoings: readonly Undoing[]): Failure {
  const { operation } = run;
  const before = readOrNothing(failureDocument, operation.failure);
  const begun = run.checkpoints.filter((row) => hasChanged(run, row));
  const isUndone = undoings.length > 0;
  const what = say('journalNotUnderstood', {
    document: problem.document,
    reason: problem.reason,
    begun: begun.map(wordedRow),
    ...(before === undefined ? {} : { before: wordedFailure(before) }),
  });
  const failure = failureWith('journalNotUnderstood', what, operationPlace(operation));
  if (isUndone || begun.length === 0) return failure;
  const next = say('nothingBroughtBack', { next: wordedAdvice(failure) });
  return { ...failure, next: next.words, nextTold: toldOf(next) };
}

/** Even the undo step can't be read: report it prominently, so that someone does it manually. */
async function failUndoing(run: OperationRun, problem: NotUnderstood): Promise<'go' | 'stop'> {
  const row = run.checkpoints.find(isOpen);
  if (row === undefined) {
    await endStuck(run, failureOf(run, problem, []));
    return 'stop';
  }
  await run.write({ due_at: run.now }, async (transaction) => {
    await transaction
      .updateTable('checkpoints')
      .set({
        state: 'failed',
        ended_at: run.now,
        ...noteColumns(
          say('stillToBeDoneNotUnderstood', {
            document: problem.document,
            reason: problem.reason,
            step: wordedRow(row),
          }),
        ),
      })
      .where('operation_id', '=', row.operation_id)
      .where('ordinal', '=', row.ordinal)
      .execute();
  });
  return 'go';
}
