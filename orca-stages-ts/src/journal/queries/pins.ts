import type { Transaction } from 'kysely';
import { present, type Routing, type VersionFacts } from 'stage-contract';
import type { AliasAuthor, PinKind, PinWrite } from '../../model/pins';
import { sameRouting } from '../../model/routing';
import { routingPinDocument, versionPinDocument } from '../documents/pinDocuments';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';
import { keysOfTarget } from './sameTarget';

interface PinScope {
  executionId: string;
  targetKey: string;
}

/** Kinds of pins that say how something was at first. */
const OF_THE_BEGINNING: readonly PinKind[] = ['baseline', 'firstRouting', 'firstDescription', 'latest', 'previous'];

/** Writes the pins of a plan or step, in the transaction of its checkpoint. */
export async function writePins(
  transaction: Transaction<JournalTables>,
  scope: PinScope,
  pins: readonly PinWrite[],
  now: number,
): Promise<void> {
  for (const pin of pins) {
    // Under another name of the AWS account, there may be one already.
    if (pin.mode === 'once' && (await readPin(transaction, scope, pin.kind, pin.aliasName ?? '')) !== undefined)
      continue;
    const value = JSON.stringify(pin.value);
    if (pin.mode === 'replace' && OF_THE_BEGINNING.includes(pin.kind))
      await replaceUnderOtherKeys(transaction, scope, pin, value);
    const insert = transaction.insertInto('pins').values({
      execution_id: scope.executionId,
      target_key: scope.targetKey,
      kind: pin.kind,
      alias_name: pin.aliasName ?? '',
      value,
      written_at: now,
    });
    await insert
      .onConflict((conflict) => {
        const key = conflict.columns(['execution_id', 'target_key', 'kind', 'alias_name']);
        return pin.mode === 'once' ? key.doNothing() : key.doUpdateSet({ value, written_at: now });
      })
      .execute();
  }
}

/** The oldest pin of these kinds counts, so one under another name of the AWS account must not keep its value. */
async function replaceUnderOtherKeys(
  transaction: Transaction<JournalTables>,
  scope: PinScope,
  { kind, aliasName = '' }: Pick<PinWrite, 'kind' | 'aliasName'>,
  value: string,
): Promise<void> {
  await transaction
    .updateTable('pins')
    .set({ value })
    .where('execution_id', '=', scope.executionId)
    .where('target_key', 'in', keysOfTarget(scope.targetKey))
    .where('kind', '=', kind)
    .where('alias_name', '=', aliasName)
    .execute();
}

/**
 * A pin's JSON; null if it has expired, undefined if it never existed. An earlier release may have written one under each
 * name of the AWS account: the first counts if the kind says how something was at first, otherwise the newest.
 */
export async function readPin(
  database: JournalDatabase,
  scope: PinScope,
  kind: PinKind,
  aliasName: string,
): Promise<string | null | undefined> {
  const row = await database
    .selectFrom('pins')
    .select('value')
    .where('execution_id', '=', scope.executionId)
    .where('target_key', 'in', keysOfTarget(scope.targetKey))
    .where('kind', '=', kind)
    .where('alias_name', '=', aliasName)
    .orderBy('written_at', OF_THE_BEGINNING.includes(kind) ? 'asc' : 'desc')
    .executeTakeFirst();
  return row?.value;
}

/** Aliases of the target for which the execution has a baseline. */
export async function pinnedAliases(database: JournalDatabase, scope: PinScope): Promise<string[]> {
  const rows = await database
    .selectFrom('pins')
    .select('alias_name')
    .distinct()
    .where('execution_id', '=', scope.executionId)
    .where('target_key', 'in', keysOfTarget(scope.targetKey))
    .where('kind', '=', 'baseline')
    .orderBy('alias_name')
    .execute();
  return rows.map((row) => row.alias_name);
}

/** How many candidates of a target to search: far more than anyone publishes between two rollouts. */
const NEWEST_CANDIDATES = 200;

/** What the candidate pins of all executions say about a version of the target. */
export const readFactsOf = async (
  database: JournalDatabase,
  targetKey: string,
  version: string,
): Promise<VersionFacts | undefined> =>
  (await readCandidates(database, targetKey, NEWEST_CANDIDATES)).find((facts) => facts.version === version);

/** How many candidates to search for the one that was published last: reusing an old version writes a pin too. */
const LAST_CANDIDATES = 20;

/** When a version of the target was last published, as far as the candidate pins of all executions say. */
export async function readLastPublication(database: JournalDatabase, targetKey: string): Promise<string | undefined> {
  const times = (await readCandidates(database, targetKey, LAST_CANDIDATES)).map(({ publishedAt }) => publishedAt);
  return times.reduce<string | undefined>(
    (last, time) => (last === undefined || Date.parse(time) > Date.parse(last) ? time : last),
    undefined,
  );
}

/** A pin that can't be read says nothing about a version, so the version is looked up in AWS. */
async function readCandidates(
  database: JournalDatabase,
  targetKey: string,
  limit: number,
): Promise<(VersionFacts & { publishedAt: string })[]> {
  const rows = await database
    .selectFrom('pins')
    .select('value')
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('kind', '=', 'candidate')
    .where('value', 'is not', null)
    .orderBy('written_at', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ value }) => {
    const reading = versionPinDocument.read(value ?? '');
    if (!reading.ok) return [];
    const { version, publishedAt, codeSha256, description } = reading.value;
    return version === null || publishedAt === undefined
      ? []
      : [{ version, publishedAt, ...present({ codeSha256, description }) }];
  });
}

/**
 * The execution that has moved an alias last, if it moved it to this routing. Only the newest pin counts: what was left
 * before says nothing about who has changed the alias since. A pin that does not say whether its execution has moved the
 * alias names nobody.
 */
export async function readMovedBy(
  database: JournalDatabase,
  targetKey: string,
  aliasName: string,
  routing: Routing,
): Promise<AliasAuthor | undefined> {
  const row = await database
    .selectFrom('pins')
    .select(['execution_id', 'value', 'written_at'])
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('kind', '=', 'leftRouting')
    .where('alias_name', '=', aliasName)
    .where('value', 'is not', null)
    .orderBy('written_at', 'desc')
    .executeTakeFirst();
  const reading = routingPinDocument.read(row?.value ?? '');
  if (row === undefined || !reading.ok || !sameRouting(reading.value.routing, routing)) return undefined;
  const { how, movedBy } = reading.value;
  return how === 'moved'
    ? { executionId: row.execution_id, at: new Date(Number(row.written_at)).toISOString() }
    : movedBy;
}
