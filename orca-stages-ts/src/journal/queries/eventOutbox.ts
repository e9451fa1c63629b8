import type { DueEvent, EventOutbox } from '../../model/eventOutbox';
import { eventDocument } from '../documents/eventDocument';
import type { JournalDatabase } from '../openJournal';

/** How many are given up at a time. */
const DROPPED_AT_A_TIME = 100;

/** The events that this journal keeps for their receivers. */
export const eventOutbox = (database: JournalDatabase): EventOutbox => ({
  async take(receiver, nowMs, { atMost, againAt }) {
    const due = await database
      .selectFrom('events as event')
      .select(['id', 'type', 'operation_id', 'tries', 'document', 'due_at'])
      .where('receiver', '=', receiver)
      .where('due_at', '<=', nowMs)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('events as earlier')
              .select('earlier.id')
              .whereRef('earlier.operation_id', '=', 'event.operation_id')
              .whereRef('earlier.receiver', '=', 'event.receiver')
              .whereRef('earlier.ordinal', '<', 'event.ordinal')
              .where('earlier.due_at', 'is not', null),
          ),
        ),
      )
      .orderBy('due_at')
      .orderBy('ordinal')
      .limit(atMost)
      .execute();
    const taken: DueEvent[] = [];
    for (const { id, type, operation_id: operationId, tries, document, due_at: dueAt } of due) {
      const { numUpdatedRows } = await database
        .updateTable('events')
        .set({ due_at: againAt })
        .where('id', '=', id)
        .where('receiver', '=', receiver)
        .where('due_at', '=', dueAt)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows !== 1n) continue;
      const reading = eventDocument.read(document);
      const read = reading.ok ? reading.value : undefined;
      taken.push({ id, receiver, type, operationId, tries, againAt, document: read });
    }
    return taken;
  },
  async settle({ id, receiver, againAt }) {
    await database
      .updateTable('events')
      .set({ due_at: null })
      .where('id', '=', id)
      .where('receiver', '=', receiver)
      .where('due_at', '=', againAt)
      .execute();
  },
  async postpone({ id, receiver, againAt, tries }, dueAt) {
    await database
      .updateTable('events')
      .set({ due_at: dueAt, tries: tries + 1 })
      .where('id', '=', id)
      .where('receiver', '=', receiver)
      .where('due_at', '=', againAt)
      .execute();
  },
  async dropWrittenBefore(timeMs) {
    const old = await database
      .selectFrom('events')
      .select(['id', 'receiver', 'type', 'operation_id', 'due_at'])
      .where('due_at', 'is not', null)
      .where('written_at', '<', timeMs)
      .orderBy('written_at')
      .limit(DROPPED_AT_A_TIME)
      .execute();
    const dropped: Awaited<ReturnType<EventOutbox['dropWrittenBefore']>> = [];
    for (const { id, receiver, type, operation_id: operationId, due_at: dueAt } of old) {
      const { numUpdatedRows } = await database
        .updateTable('events')
        .set({ due_at: null })
        .where('id', '=', id)
        .where('receiver', '=', receiver)
        .where('due_at', '=', dueAt)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 1n) dropped.push({ id, receiver, type, operationId });
    }
    return dropped;
  },
  async oldestWrittenAt() {
    const { oldest } = await database
      .selectFrom('events')
      .select(({ fn }) => fn.min('written_at').as('oldest'))
      .where('due_at', 'is not', null)
      .executeTakeFirstOrThrow();
    return oldest ?? undefined;
  },
});
