import type { Transaction } from 'kysely';
import type { Worded } from 'stage-contract';
import { askDocument } from '../documents/askDocuments';
import { inTransaction } from '../inTransaction';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';
import type { Ask } from '../../model/ask';
import { progressColumns } from '../documents/wordedColumns';

/** The request was withdrawn before it could be answered; the answer is rolled back. */
export class AskWithdrawn extends Error {
  constructor() {
    super('The request has been withdrawn.');
    this.name = 'AskWithdrawn';
  }
}

/** A request that waits for its answer; `ask` is undefined if this release can't read it. */
export interface PendingAsk {
  askerId: string;
  ask: Ask | undefined;
}

/** Journals a request, and wakes the operation that is asked, on whichever replica works on it. */
export async function writeAsk(
  database: JournalDatabase,
  ids: { askerId: string; askedId: string },
  ask: Ask,
  now: number,
): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('asks')
      .values({
        asker_id: ids.askerId,
        asked_id: ids.askedId,
        ask: askDocument.write(ask),
        state: 'asked',
        refusal: null,
        refusal_told: null,
        asked_at: now,
        answered_at: null,
      })
      .onConflict((conflict) => conflict.column('asker_id').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) return;
    await transaction
      .updateTable('operations')
      .set({ asked_at: now, due_at: now })
      .where('id', '=', ids.askedId)
      .where('status', '=', 'RUNNING')
      .execute();
  });
}

/** The oldest request to an operation that nobody has answered, and whose asker still waits for the answer. */
export async function pendingAsk(database: JournalDatabase, askedId: string): Promise<PendingAsk | undefined> {
  const row = await database
    .selectFrom('asks')
    .innerJoin('operations as asker', 'asker.id', 'asks.asker_id')
    .select(['asks.asker_id', 'asks.ask'])
    .where('asks.asked_id', '=', askedId)
    .where('asks.state', '=', 'asked')
    .where('asker.status', '=', 'RUNNING')
    .where('asker.superseded_at', 'is', null)
    .where('asker.cancel_requested_at', 'is', null)
    .orderBy('asks.asked_at')
    .orderBy('asks.asker_id')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const reading = askDocument.read(row.ask);
  return { askerId: row.asker_id, ask: reading.ok ? reading.value : undefined };
}

/**
 * Answers a request in the transaction that does what it asks for, and wakes the asker. Throws AskWithdrawn.
 */
export async function answerAsk(
  transaction: Transaction<JournalTables>,
  { askedId, askerId }: { askedId: string; askerId: string },
  refusal: Worded | undefined,
  now: number,
): Promise<void> {
  const { progress, progress_told: told } =
    refusal === undefined ? { progress: null, progress_told: null } : progressColumns(refusal);
  const { numUpdatedRows } = await transaction
    .updateTable('asks')
    .set({
      state: refusal === undefined ? 'taken' : 'refused',
      refusal: progress,
      refusal_told: told,
      answered_at: now,
    })
    .where('asker_id', '=', askerId)
    .where('state', '=', 'asked')
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new AskWithdrawn();
  await transaction
    .updateTable('operations')
    .set({ due_at: now })
    .where('id', '=', askerId)
    .where('status', '=', 'RUNNING')
    .execute();
  await settleAsks(transaction, askedId);
}

/**
 * Notes whether an operation is still asked for something. Requests whose asker has stopped waiting are void. Call it in a
 * transaction that has changed the operation's row: a request that arrives meanwhile is then noted afterwards.
 */
export async function settleAsks(transaction: Transaction<JournalTables>, askedId: string): Promise<void> {
  await transaction
    .updateTable('asks')
    .set({ state: 'withdrawn' })
    .where('asked_id', '=', askedId)
    .where('state', '=', 'asked')
    .where('asker_id', 'not in', (asker) =>
      asker
        .selectFrom('operations')
        .select('operations.id')
        .where('operations.status', '=', 'RUNNING')
        .where('operations.superseded_at', 'is', null)
        .where('operations.cancel_requested_at', 'is', null),
    )
    .execute();
  await transaction
    .updateTable('operations')
    .set((expression) => ({
      asked_at: expression
        .selectFrom('asks')
        .select((asks) => asks.fn.min('asks.asked_at').as('asked_at'))
        .where('asks.asked_id', '=', askedId)
        .where('asks.state', '=', 'asked'),
    }))
    .where('id', '=', askedId)
    .execute();
}

/** A request as its asker finds it. */
export interface AskRow {
  state: 'asked' | 'taken' | 'refused' | 'withdrawn';
  refusal: string | null;
  refusal_told: string | null;
  /** Status of the operation that was asked. */
  status: string;
}

/** What has become of an operation's request; undefined if it has asked for nothing. */
export async function readAsk(database: JournalDatabase, askerId: string): Promise<AskRow | undefined> {
  return database
    .selectFrom('asks')
    .innerJoin('operations as asked', 'asked.id', 'asks.asked_id')
    .select(['asks.state', 'asks.refusal', 'asks.refusal_told', 'asked.status'])
    .where('asks.asker_id', '=', askerId)
    .executeTakeFirst();
}

/** Takes a request back, unless it has been answered. */
export async function withdrawAsk(database: JournalDatabase, askerId: string): Promise<void> {
  await database
    .updateTable('asks')
    .set({ state: 'withdrawn' })
    .where('asker_id', '=', askerId)
    .where('state', '=', 'asked')
    .execute();
}
