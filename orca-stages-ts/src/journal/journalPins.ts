import { say, StageError, type Routing } from 'stage-contract';
import {
  descriptionPinDocument,
  routingPinDocument,
  timedRevertDocument,
  versionPinDocument,
} from './documents/pinDocuments';
import { askJournal } from './journalFault';
import type { JournalDatabase } from './openJournal';
import { readHoldOfOther } from './queries/holds';
import type { OperationRow } from './queries/loadOperation';
import { pinnedAliases, readFactsOf, readLastPublication, readMovedBy, readPin } from './queries/pins';
import { readSightings } from './queries/sightings';
import type { AliasAuthor, PinKind, PinReader } from '../model/pins';
import type { StoredDocument } from '../model/storedDocument';
import { executionBegan } from './executionBegan';

/**
 * The pins of an operation's execution and target, read from the journal. `forgottenBefore`: pins written before this
 * time (ms since 1970) may be gone altogether.
 */
export function journalPins(database: JournalDatabase, operation: OperationRow, forgottenBefore: number): PinReader {
  const scope = { executionId: operation.execution_id, targetKey: operation.target_key };
  const whereOf = (aliasName: string): string =>
    aliasName === '' ? operation.function_name : `${operation.function_name}:${aliasName}`;
  async function read<T>(document: StoredDocument<T>, kind: PinKind, aliasName: string): Promise<T | undefined> {
    const text = await askJournal(() => readPin(database, scope, kind, aliasName));
    // No pin at all says nothing of an execution from before the oldest that is known.
    if (
      text === null ||
      (text === undefined && (executionBegan(operation.execution_id) ?? Infinity) < forgottenBefore)
    ) {
      throw new StageError({
        code: 'pinExpired',
        what: say('pinHasExpired', { pin: kind }),
        where: whereOf(aliasName),
      });
    }
    if (text === undefined) return undefined;
    const reading = document.read(text);
    if (reading.ok) return reading.value;
    throw new StageError({
      code: 'journalNotUnderstood',
      what: say('pinNotUnderstood', { pin: kind, reason: reading.reason }),
      where: whereOf(aliasName),
    });
  }
  const movedBy = (aliasName: string, routing: Routing): Promise<AliasAuthor | undefined> =>
    askJournal(() => readMovedBy(database, operation.target_key, aliasName, routing));
  return {
    version: async (kind, aliasName = '') => (await read(versionPinDocument, kind, aliasName))?.version,
    candidate: () => read(versionPinDocument, 'candidate', ''),
    routing: async (kind, aliasName) => (await read(routingPinDocument, kind, aliasName))?.routing,
    firstRouting: (aliasName) => read(routingPinDocument, 'firstRouting', aliasName),
    description: (kind, aliasName) => read(descriptionPinDocument, kind, aliasName),
    timedRevert: (aliasName) => read(timedRevertDocument, 'timedRevert', aliasName),
    aliases: () => askJournal(() => pinnedAliases(database, scope)),
    sightings: (aliasName) => askJournal(() => readSightings(database, operation.target_key, aliasName)),
    movedBy,
    async movedByOther(aliasName, routing) {
      const author = await movedBy(aliasName, routing);
      return author?.executionId === operation.execution_id ? undefined : author;
    },
    factsOf: (version) => askJournal(() => readFactsOf(database, operation.target_key, version)),
    lastPublication: () => askJournal(() => readLastPublication(database, operation.target_key)),
    heldByOther: (resource) => askJournal(() => readHoldOfOther(database, operation, resource)),
  };
}
