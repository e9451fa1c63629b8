import type { Selectable, Transaction } from 'kysely';
import { present, type VersionFacts } from 'stage-contract';
import { SIGHTING_WAYS, type AliasSighting, type PastSighting } from '../../model/aliasSighting';
import type { JournalDatabase } from '../openJournal';
import type { AliasHistoryTable, JournalTables } from '../tables';
import { keysOfTarget } from './sameTarget';

/** How many changes of an alias are kept: several dozen releases, each with its splits and rollbacks. */
const MOST_SIGHTINGS = 200;

type HistoryRow = Selectable<AliasHistoryTable>;

/** Records what aliases serve. Seeing the same again only moves the time. */
export async function writeSightings(
  transaction: Transaction<JournalTables>,
  targetKey: string,
  sightings: readonly AliasSighting[],
  now: number,
): Promise<void> {
  for (const sighting of sightings) {
    const [main, additional] = sighting.versions;
    if (main === undefined) continue;
    if (additional === undefined) await writeServed(transaction, targetKey, sighting.aliasName, main.version, now);
    const last = await newest(transaction, targetKey, sighting.aliasName);
    const isSame = last !== undefined && isSameSight(last, main, additional);
    if (isSame) await seeAgain(transaction, last, main, additional, now);
    else await append(transaction, { targetKey, sighting, ordinal: (last?.ordinal ?? 0) + 1, main, additional, now });
  }
}

/** What release 0.1.0 reads: the versions that an alias served with all its traffic. */
async function writeServed(
  transaction: Transaction<JournalTables>,
  targetKey: string,
  aliasName: string,
  version: string,
  now: number,
): Promise<void> {
  await transaction
    .insertInto('served_versions')
    .values({ target_key: targetKey, alias_name: aliasName, version, seen_at: now })
    .onConflict((conflict) => conflict.columns(['target_key', 'alias_name', 'version']).doUpdateSet({ seen_at: now }))
    .execute();
}

const newest = (
  transaction: Transaction<JournalTables>,
  targetKey: string,
  aliasName: string,
): Promise<HistoryRow | undefined> =>
  transaction
    .selectFrom('alias_history')
    .selectAll()
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('alias_name', '=', aliasName)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();

interface Appended {
  targetKey: string;
  sighting: AliasSighting;
  ordinal: number;
  main: VersionFacts;
  additional: VersionFacts | undefined;
  now: number;
}

async function append(
  transaction: Transaction<JournalTables>,
  { targetKey, sighting, ordinal, main, additional, now }: Appended,
): Promise<void> {
  await transaction
    .insertInto('alias_history')
    .values({
      target_key: targetKey,
      alias_name: sighting.aliasName,
      ordinal,
      main_version: main.version,
      main_published_at: main.publishedAt ?? null,
      main_code_sha256: main.codeSha256 ?? null,
      additional_version: additional?.version ?? null,
      additional_published_at: additional?.publishedAt ?? null,
      additional_code_sha256: additional?.codeSha256 ?? null,
      how: sighting.how,
      last_seen_at: now,
    })
    .execute();
  await transaction
    .deleteFrom('alias_history')
    .where('target_key', '=', targetKey)
    .where('alias_name', '=', sighting.aliasName)
    .where('ordinal', '<=', ordinal - MOST_SIGHTINGS)
    .execute();
}

/**
 * The same versions as before, whatever their weights. A number with another publication time is another version: the
 * function was deleted and made anew.
 */
const isSameSight = (row: HistoryRow, main: VersionFacts, additional: VersionFacts | undefined): boolean => {
  const [first, second] = factsOf(row);
  const isTurned = second !== undefined && second.version === main.version;
  const [a, b] = isTurned ? [second, first] : [first, second];
  return isSameVersion(a, main) && isSameVersion(b, additional);
};

const isSameVersion = (known: VersionFacts | undefined, seen: VersionFacts | undefined): boolean =>
  known?.version === seen?.version &&
  (known?.publishedAt === undefined || seen?.publishedAt === undefined || known.publishedAt === seen.publishedAt) &&
  (known?.codeSha256 === undefined || seen?.codeSha256 === undefined || known.codeSha256 === seen.codeSha256);

/** What is known about the versions by now is added. */
async function seeAgain(
  transaction: Transaction<JournalTables>,
  row: HistoryRow,
  main: VersionFacts,
  additional: VersionFacts | undefined,
  now: number,
): Promise<void> {
  const seen = (version: string | null): VersionFacts | undefined =>
    [main, additional].find((facts) => facts?.version === version);
  const first = seen(row.main_version),
    second = seen(row.additional_version);
  await transaction
    .updateTable('alias_history')
    .set({
      main_published_at: row.main_published_at ?? first?.publishedAt ?? null,
      main_code_sha256: row.main_code_sha256 ?? first?.codeSha256 ?? null,
      additional_published_at: row.additional_published_at ?? second?.publishedAt ?? null,
      additional_code_sha256: row.additional_code_sha256 ?? second?.codeSha256 ?? null,
      last_seen_at: now,
    })
    .where('target_key', '=', row.target_key)
    .where('alias_name', '=', row.alias_name)
    .where('ordinal', '=', row.ordinal)
    .execute();
}

/** What an alias served, oldest first. */
export async function readSightings(
  database: JournalDatabase,
  targetKey: string,
  aliasName: string,
): Promise<PastSighting[]> {
  const rows = await database
    .selectFrom('alias_history')
    .selectAll()
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('alias_name', '=', aliasName)
    .orderBy('ordinal', 'desc')
    .limit(MOST_SIGHTINGS)
    .execute();
  const served = await database
    .selectFrom('served_versions')
    .select(['version', 'seen_at'])
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('alias_name', '=', aliasName)
    .orderBy('seen_at')
    .execute();
  return withServed(rows.reverse().map(sightingOf), served);
}

/**
 * Release 0.1.0 only wrote down which version served all the traffic, and when it saw that last. Where the history does
 * not say the same, that comes in at its time: from before the history began, or from an older replica.
 */
function withServed(
  history: readonly PastSighting[],
  served: readonly { version: string; seen_at: number }[],
): PastSighting[] {
  const sightings = [...history];
  for (const { version, seen_at } of served) {
    const lastSeenAtMs = Number(seen_at);
    const isKnown = history.some(
      ({ versions, lastSeenAtMs: known }) =>
        versions.length === 1 && versions[0]?.version === version && known >= lastSeenAtMs,
    );
    if (isKnown) continue;
    const later = sightings.findIndex((sighting) => sighting.lastSeenAtMs > lastSeenAtMs);
    sightings.splice(later === -1 ? sightings.length : later, 0, {
      versions: [{ version }],
      how: 'found',
      lastSeenAtMs,
    });
  }
  return sightings;
}

const sightingOf = (row: HistoryRow): PastSighting => ({
  versions: factsOf(row),
  // A way that a later release has added says no more than that the alias was found.
  how: SIGHTING_WAYS.find((way) => way === row.how) ?? 'found',
  lastSeenAtMs: Number(row.last_seen_at),
});

const factsOf = (row: HistoryRow): VersionFacts[] => [
  versionFacts(row.main_version, row.main_published_at, row.main_code_sha256),
  ...(row.additional_version === null
    ? []
    : [versionFacts(row.additional_version, row.additional_published_at, row.additional_code_sha256)]),
];

const versionFacts = (version: string, publishedAt: string | null, codeSha256: string | null): VersionFacts => ({
  version,
  ...present({ publishedAt: publishedAt ?? undefined, codeSha256: codeSha256 ?? undefined }),
});
