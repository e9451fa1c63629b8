import { StageError, type Routing } from 'stage-contract';
import { askJournal } from '../journal/journalFault';
import type { JournalDatabase } from '../journal/openJournal';
import { readClaim } from '../journal/queries/claims';
import type { OperationRow } from '../journal/queries/loadOperation';
import { pinnedAliases, readFactsOf, readPin } from '../journal/queries/pins';
import { readServedBefore } from '../journal/queries/servedVersions';
import type { PinKind, PinReader, TimedRevert } from '../model/pins';
import { executionBegan } from './executionBegan';
import { fromJson } from './json';

/**
 * The pins of an operation's execution and target, read from the journal. `forgottenBefore`: pins written before this
 * time (ms since 1970) may be gone altogether.
 */
export function journalPins(database: JournalDatabase, operation: OperationRow, forgottenBefore: number): PinReader {
  const scope = { executionId: operation.execution_id, targetKey: operation.target_key };
  async function read<T>(kind: PinKind, aliasName: string): Promise<T | undefined> {
    const text = await askJournal(() => readPin(database, scope, kind, aliasName));
    // No pin at all says nothing of an execution from before the oldest that is known.
    if (
      text === null ||
      (text === undefined && (executionBegan(operation.execution_id) ?? Infinity) < forgottenBefore)
    ) {
      const where = aliasName === '' ? operation.function_name : `${operation.function_name}:${aliasName}`;
      throw new StageError({
        code: 'pinExpired',
        what: `What this execution chose as ${kind} has expired; another version is not chosen silently.`,
        where,
      });
    }
    return text === undefined ? undefined : fromJson<T>(text);
  }
  return {
    version: async (kind, aliasName = '') => (await read<{ version: string | null }>(kind, aliasName))?.version,
    routing: async (kind, aliasName) => (await read<{ routing: Routing | null }>(kind, aliasName))?.routing,
    timedRevert: (aliasName) => read<TimedRevert>('timedRevert', aliasName),
    aliases: () => askJournal(() => pinnedAliases(database, scope)),
    servedBefore: (aliasName, presentVersion) =>
      askJournal(() => readServedBefore(database, operation.target_key, aliasName, presentVersion)),
    factsOf: (version) => askJournal(() => readFactsOf(database, operation.target_key, version)),
    claimOf: (aliasName) =>
      askJournal(() => readClaim(database, operation.target_key, aliasName, operation.execution_id)),
  };
}
