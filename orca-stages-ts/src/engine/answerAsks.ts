import { say, StageError, type Saying } from 'stage-contract';
import { heldDocument } from '../journal/documents/askDocuments';
import { reportDocument } from '../journal/documents/operationDocuments';
import { noteColumns, progressColumns } from '../journal/documents/wordedColumns';
import { JournalFault } from '../journal/journalFault';
import { answerAsk, AskWithdrawn, pendingAsk, settleAsks, type PendingAsk } from '../journal/queries/asks';
import { operationPlace } from '../journal/queries/operationTarget';
import type { Ask } from '../model/ask';
import { mergeReport } from '../model/mergeReport';
import type { AskMeaning } from '../model/stageAsks';
import { wordedProgress, type StageStep } from '../model/step';
import { askedState, planRecovery } from './askedState';
import { describeFailure } from './describeFailure';
import { heldEvents } from './eventsOf';
import { NotUnderstood } from './notUnderstood';
import type { OperationRun } from './operationRun';
import { beginRecovery } from './recoverOperation';

type Meaning = AskMeaning<StageStep, object>;

/**
 * Answers what another operation asks of this one: its stage says what that means for its remaining steps, and the answer is
 * written in the same transaction as the change. So a crash leaves both or neither, and a request that was withdrawn
 * meanwhile changes nothing. Returns whether there was a request.
 */
export async function answerNextAsk(run: OperationRun): Promise<boolean> {
  const { engine, operation } = run;
  if (operation.asked_at === null) return false;
  const pending = await pendingAsk(engine.database, operation.id);
  if (pending === undefined) {
    await run.write({}, (transaction) => settleAsks(transaction, operation.id));
    return true;
  }
  const meaning = meaningOf(run, pending.ask);
  engine.log.info(
    { operation: operation.id, asker: pending.askerId, verb: pending.ask?.verb, answer: meaning.kind },
    'another operation has asked for something',
  );
  await engine.onCheckpoint?.('beforeIntent', 'answer', operation);
  try {
    await writeMeaning(run, pending, meaning);
  } catch (error) {
    // Its asker has stopped waiting: everything is as before.
    if (!(error instanceof JournalFault) || !(error.cause instanceof AskWithdrawn)) throw error;
  }
  await engine.onCheckpoint?.('afterResult', 'answer', operation);
  return true;
}

/** A request that cannot be answered must not stop the operation that it was made to. */
function meaningOf(run: OperationRun, ask: Ask | undefined): Meaning {
  const { stage, operation, checkpoints } = run;
  if (ask === undefined || stage.asks === undefined)
    return { kind: 'refused', reason: say('actionFailed', { reason: 'it does not know the request' }) };
  try {
    return stage.asks.meaning(ask, run.input(), askedState({ operation, checkpoints }, stage, run.now));
  } catch (error) {
    if (error instanceof NotUnderstood) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    run.engine.log.error({ operation: operation.id, verb: ask.verb, reason }, 'a request could not be answered');
    return { kind: 'refused', reason: say('actionFailed', { reason: 'an unexpected error' }) };
  }
}

async function writeMeaning(run: OperationRun, { askerId }: PendingAsk, meaning: Meaning): Promise<void> {
  const { operation } = run;
  const ids = { askedId: operation.id, askerId };
  switch (meaning.kind) {
    case 'refused':
      return run.write({}, (transaction) => answerAsk(transaction, ids, meaning.reason, run.now));
    case 'recovers': {
      const { failure, note, report } = meaning;
      const error = new StageError({ ...failure, where: operationPlace(operation) });
      return beginRecovery(
        run,
        {
          reason: 'asked',
          failure: describeFailure(error, operationPlace(operation), undefined, 1),
          note,
          ...(report === undefined ? {} : { report }),
        },
        (transaction) => answerAsk(transaction, ids, undefined, run.now),
      );
    }
    case 'taken':
      return writeTaken(run, ids, meaning);
  }
}

async function writeTaken(
  run: OperationRun,
  ids: { askedId: string; askerId: string },
  { ends = [], replaces = [], holds, note, facts, report }: Extract<Meaning, { kind: 'taken' }>,
): Promise<void> {
  const now = run.now;
  const stepDocument = run.stage.documents.step,
    recovery = planRecovery(run.operation);
  const next = run.checkpoints.find(
    (row) => (row.state === 'todo' || row.state === 'running') && !ends.some(({ id }) => id === row.step_id),
  );
  const doing = holds ?? (next === undefined ? undefined : wordedProgress(run.step(next)));
  await run.write(
    {
      due_at: now,
      ...(doing === undefined ? {} : progressColumns(doing)),
      ...heldColumn(holds, now),
      ...(facts === undefined ? {} : { facts: run.stage.documents.facts.write({ ...run.learnt(), ...facts }) }),
      ...(report === undefined ? {} : { report: reportDocument.write(mergeReport(run.report(), report)) }),
    },
    async (transaction) => {
      const rows = transaction.updateTable('checkpoints').where('operation_id', '=', ids.askedId);
      for (const { id, state } of ends) {
        const open = rows
          .where('step_id', '=', id)
          .where('recovery', '=', recovery)
          .where('state', 'in', ['todo', 'running']);
        // A step that has never begun has no end either.
        await open.set({ ended_at: now }).where('begun_at', 'is not', null).execute();
        await open.set({ state, ...noteColumns(note) }).execute();
      }
      for (const step of replaces)
        await rows
          .set({ step: stepDocument.write(step) })
          .where('step_id', '=', step.id)
          .where('recovery', '=', recovery)
          .where('state', '=', 'todo')
          .execute();
      await answerAsk(transaction, ids, undefined, now);
    },
    holds === undefined || holds === null ? [] : heldEvents(run, holds, ids.askerId),
  );
}

function heldColumn(holds: Saying | null | undefined, now: number): { held?: string | null } {
  if (holds === undefined) return {};
  return { held: holds === null ? null : heldDocument.write({ sinceMs: now, said: holds }) };
}
