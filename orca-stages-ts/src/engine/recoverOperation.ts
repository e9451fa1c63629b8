import type { Transaction } from 'kysely';
import { noteColumns, progressColumns, worded } from '../journal/documents/wordedColumns';
import { wordedStep } from '../model/step';
import { wordedAdvice, wordedFailure } from '../model/wordedFailure';
import { failureWith } from './describeFailure';
import { present, say, toldOf, type Saying, type Failure } from 'stage-contract';
import { failureDocument, lastErrorDocument, reportDocument } from '../journal/documents/operationDocuments';
import { hasUnfinishedEarlierAttempt, type CheckpointRow } from '../journal/queries/loadOperation';
import { operationPlace } from '../journal/queries/operationTarget';
import { todoCheckpoint } from '../journal/queries/todoCheckpoint';
import type { JournalTables } from '../journal/tables';
import type { RecoveryReason } from '../model/recovery';
import type { OutcomeReport } from '../model/report';
import type { StageStep } from '../model/step';
import { begunWork } from './begunWork';
import { endOperation } from './endOperation';
import { readOrNothing } from './notUnderstood';
import { mergeReport } from '../model/mergeReport';
import type { OperationRun } from './operationRun';

/** Why the plan is abandoned; `failed` is the step in error, if any, and `report` what it learned anyway. */
export interface Stop {
  reason: RecoveryReason;
  failure: Failure;
  failed?: CheckpointRow;
  report?: OutcomeReport;
  /** Goes to the steps that are left out. */
  note?: Saying;
}

/** Abandons the plan and appends the steps of the stage's failure policy to those that were started. */
export async function beginRecovery(
  run: OperationRun,
  { reason, failure, failed, report, note }: Stop,
  more?: (transaction: Transaction<JournalTables>) => Promise<void>,
): Promise<void> {
  const { begun, unanswered, facts } = await begunWork(run);
  const steps =
    begun.length === 0 ? [] : lastOfEach(run.stage.recover(run.input(), { reason, begun, unanswered, facts }));
  const now = run.now;
  const next = run.checkpoints.length;
  run.engine.log.info(
    { operation: run.operation.id, reason, code: failure.code, steps: steps.map((step) => step.id) },
    'failure policy starts',
  );
  await run.write(
    {
      phase: 'recovering',
      recovery_reason: reason,
      facts: run.stage.documents.facts.write(facts),
      failure: failureDocument.write(failure),
      due_at: now,
      waits_for_lock: 0,
      deadline_at: Math.max(run.operation.deadline_at, now + run.engine.timing.recoveryLimitMs),
      ...progressColumns(steps[0] === undefined ? wordedFailure(failure) : wordedStep(steps[0])),
      last_error: null,
      ...(report === undefined ? {} : { report: reportDocument.write(mergeReport(run.report(), report)) }),
    },
    async (transaction) => {
      const of = transaction.updateTable('checkpoints').where('operation_id', '=', run.operation.id);
      // A step that changes nothing writes no intent: its row still says "to do".
      if (failed !== undefined)
        await of
          .set({ state: 'failed', tries: failed.tries, begun_at: failed.begun_at ?? now, ended_at: now })
          .where('ordinal', '=', failed.ordinal)
          .execute();
      const left = { state: 'skipped', ...(note === undefined ? {} : noteColumns(note)) } as const;
      await of
        .set({ ...left, ended_at: now })
        .where('state', '=', 'running')
        .execute();
      await of.set(left).where('state', '=', 'todo').execute();
      for (const [index, step] of steps.entries()) {
        await transaction
          .insertInto('checkpoints')
          .values(
            todoCheckpoint({
              operationId: run.operation.id,
              ordinal: next + index,
              stepId: step.id,
              document: run.stage.documents.step.write(step),
              recovery: true,
            }),
          )
          .execute();
      }
      await more?.(transaction);
    },
  );
}

/** Two attempts that did the same thing are reverted once: the last step of the policy is about what was done first. */
const lastOfEach = (steps: readonly StageStep[]): StageStep[] =>
  steps.filter((step, index) => !steps.slice(index + 1).some((later) => later.id === step.id));

/**
 * Why the plan must be abandoned now, if it must: a newer attempt or another rollout, cancel, deadline, or Orca has
 * given up on the stage. `waiting`: it must, but an earlier attempt is still working.
 */
export async function interruption(
  run: OperationRun,
  isGivenUp: boolean,
): Promise<'none' | 'ended' | 'recovering' | 'waiting'> {
  const { operation } = run;
  if (operation.superseded_at !== null) {
    const superseded = say('supersededBy', { by: operation.superseded_by ?? 'another run' });
    await endOperation(
      run,
      'CANCELED',
      say('wasSuperseded', { parts: [superseded, say('nothingWasReverted', {})] }),
      readOrNothing(reportDocument, operation.report) ?? {},
      stopped(run, 'superseded', superseded),
    );
    return 'ended';
  }
  const stop = await stopOf(run, isGivenUp);
  if (stop === undefined) return 'none';
  if (
    operation.phase === 'observing' &&
    (await hasUnfinishedEarlierAttempt(run.engine.database, operation.stage_id, operation.attempt))
  )
    return 'waiting';
  await beginRecovery(run, stop);
  return 'recovering';
}

async function stopOf(run: OperationRun, isGivenUp: boolean): Promise<Stop | undefined> {
  const { operation } = run;
  if (operation.phase === 'recovering') return undefined;
  if (operation.cancel_requested_at !== null) {
    const { begun } = await begunWork(run);
    return {
      reason: 'cancelled',
      failure: stopped(run, 'cancelled', say(begun.length === 0 ? 'cancelledBeforeChange' : 'executionCancelled', {})),
    };
  }
  if (run.now >= operation.deadline_at) return deadlineStop(run);
  return isGivenUp ? { reason: 'abandoned', failure: stopped(run, 'abandoned', say('givenUpByOrca', {})) } : undefined;
}

function deadlineStop(run: OperationRun): Stop {
  const late = run.checkpoints.find((row) => row.state === 'running');
  const failure = {
    ...stopped(
      run,
      'deadlineExceeded',
      say('deadlinePassed', { during: worded(run.operation.progress, run.operation.progress_told) }),
    ),
    ...lastAwsError(run),
  };
  return late === undefined
    ? { reason: 'deadlineExceeded', failure }
    : {
        reason: 'deadlineExceeded',
        failure: { ...failure, step: run.step(late).sentence },
        failed: late,
      };
}

const stopped = (
  run: OperationRun,
  code: 'cancelled' | 'deadlineExceeded' | 'abandoned' | 'superseded',
  what: Saying,
): Failure => failureWith(code, what, operationPlace(run.operation));

function lastAwsError(run: OperationRun): Partial<Failure> {
  const lastError = readOrNothing(lastErrorDocument, run.operation.last_error);
  if (lastError === undefined) return {};
  const { awsCode, awsMessage, awsRequestId, attempts, next } = lastError;
  return {
    next,
    ...present({ nextTold: toldOf(wordedAdvice(lastError)), awsCode, awsMessage, awsRequestId, attempts }),
  };
}
