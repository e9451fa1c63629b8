import type { AskAnswer, AskPort } from '../model/ask';
import { worded } from './documents/wordedColumns';
import { askJournal } from './journalFault';
import type { JournalDatabase } from './openJournal';
import { readAsk, withdrawAsk, writeAsk, type AskRow } from './queries/asks';
import type { OperationRow } from './queries/loadOperation';
import { findAsked, readOthers } from './queries/otherOperations';

/** Asks other operations on behalf of one; `now` is the journal's time in ms since 1970. */
export function journalAsks(
  database: JournalDatabase,
  asker: Pick<OperationRow, 'id' | 'target_key'>,
  now: number,
): AskPort {
  const answer = async (): Promise<AskAnswer | undefined> =>
    answerOf(await askJournal(() => readAsk(database, asker.id)));
  return {
    find: (wish) => askJournal(() => findAsked(database, asker, wish)),
    others: () => askJournal(() => readOthers(database, asker)),
    ask: (askedId, ask) => askJournal(() => writeAsk(database, { askerId: asker.id, askedId }, ask, now)),
    answer,
    async withdraw() {
      await askJournal(() => withdrawAsk(database, asker.id));
      return answer();
    },
  };
}

function answerOf(row: AskRow | undefined): AskAnswer | undefined {
  if (row === undefined) return undefined;
  if (row.state === 'taken' || row.state === 'withdrawn') return { kind: row.state };
  if (row.state === 'refused') return { kind: 'refused', reason: worded(row.refusal ?? '', row.refusal_told) };
  return { kind: row.status === 'RUNNING' ? 'pending' : 'ended' };
}
