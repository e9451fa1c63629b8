import type { EndedStage, OutcomesToTell } from '../../model/outcomesToTell';
import type { Sealer } from '../../model/sealer';
import { outcomeDocument } from '../documents/operationDocuments';
import type { JournalDatabase } from '../openJournal';
import { openAnswers } from '../sealedAnswers';

/** How many a replica takes at a time. */
const AT_A_TIME = 20;

/** The outcomes that this journal keeps for Orca; the sealer opens what functions answered. */
export const outcomesToTell = (database: JournalDatabase, sealer: Sealer): OutcomesToTell => ({
  async take(nowMs, againAt) {
    const due = await database
      .selectFrom('operations')
      .select(['id', 'execution_id', 'stage_id', 'attempt', 'ended_at', 'tell_orca_at'])
      .where('tell_orca_at', '<=', nowMs)
      .orderBy('tell_orca_at')
      .limit(AT_A_TIME)
      .execute();
    const taken: EndedStage[] = [];
    for (const { id, execution_id: executionId, stage_id: stageId, attempt, ended_at, tell_orca_at: dueAt } of due) {
      const endedAt = ended_at ?? nowMs,
        again = againAt(endedAt);
      const { numUpdatedRows } = await database
        .updateTable('operations')
        .set({ tell_orca_at: again })
        .where('id', '=', id)
        .where('tell_orca_at', '=', dueAt)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 1n)
        taken.push({ operationId: id, executionId, stageId, attempt, endedAt, againAt: again });
    }
    return taken;
  },
  async outcome({ operationId }) {
    const row = await database.selectFrom('operations').selectAll().where('id', '=', operationId).executeTakeFirst();
    const text = row === undefined ? null : openAnswers(row, sealer).outcome;
    const reading = text === null ? undefined : outcomeDocument.read(text);
    return reading?.ok === true ? reading.value : undefined;
  },
  async settle({ operationId, againAt }) {
    await database
      .updateTable('operations')
      .set({ tell_orca_at: null })
      .where('id', '=', operationId)
      .where('tell_orca_at', '=', againAt)
      .execute();
  },
});
