import type { VersionFacts } from 'stage-contract';
import type { PastSighting, SightingWay } from '../../model/aliasSighting';
import { JOURNAL_KINDS, useJournals } from '../../testing/testJournals';
import { inTransaction } from '../inTransaction';
import { openJournal, type JournalDatabase } from '../openJournal';
import { readSightings, writeSightings } from './sightings';

const TARGET = 'local/us-east-1/checkout';

describe.each(JOURNAL_KINDS)('what an alias served, in %s', (kind) => {
  const journals = useJournals(kind);
  let database: JournalDatabase;
  beforeEach(async () => {
    database = await openJournal((await journals.next()) ?? ':memory:');
  });
  afterEach(() => database.destroy());

  const see = (versions: VersionFacts[], now: number, how: SightingWay = 'moved', aliasName = 'live'): Promise<void> =>
    inTransaction(database, (transaction) => writeSightings(transaction, TARGET, [{ aliasName, versions, how }], now));
  const read = (): Promise<PastSighting[]> => readSightings(database, TARGET, 'live');
  /** As release 0.1.0 writes it. */
  const seeAsBefore = async (version: string, seenAt: number): Promise<void> => {
    await database
      .insertInto('served_versions')
      .values({ target_key: TARGET, alias_name: 'live', version, seen_at: seenAt })
      .onConflict((conflict) =>
        conflict.columns(['target_key', 'alias_name', 'version']).doUpdateSet({ seen_at: seenAt }),
      )
      .execute();
  };
  const brief = async (): Promise<string[]> =>
    (await read()).map(({ versions, how, lastSeenAtMs }) =>
      [versions.map(({ version }) => version).join('+'), how, lastSeenAtMs].join(' '),
    );

  it('is read in order, with how it came about', async () => {
    await see([{ version: '1' }], 10, 'created');
    await see([{ version: '1' }, { version: '2' }], 20);
    await see([{ version: '2' }], 30);
    await see([{ version: '1' }], 30, 'found');
    await see([{ version: '7' }], 40, 'found', 'beta');

    expect(await brief()).toEqual(['1 created 10', '1+2 moved 20', '2 moved 30', '1 found 30']);
  });

  it('only moves the time of what is seen again, with whatever weights', async () => {
    await see([{ version: '1' }, { version: '2' }], 10);
    await see([{ version: '2' }, { version: '1' }], 20, 'found');

    expect(await brief()).toEqual(['1+2 moved 20']);
  });

  it('adds what is known about a version by then', async () => {
    const first = { version: '1', publishedAt: '2026-11-21T10:00:00.000Z', codeSha256: 'a' };
    const second = { version: '2', publishedAt: '2026-11-21T11:00:00.000Z', codeSha256: 'b' };
    await see([{ version: '1' }, { version: '2' }], 10);
    await see([second, first], 20);

    expect((await read()).map(({ versions }) => versions)).toEqual([[first, second]]);
  });

  it('takes the same number with another publication time or code for another version', async () => {
    const first = { version: '1', publishedAt: '2026-11-21T10:00:00.000Z', codeSha256: 'a' };
    await see([first], 10);
    await see([{ ...first, publishedAt: '2026-11-22T10:00:00.000Z' }], 20, 'found');
    await see([{ version: '1', codeSha256: 'b' }], 30, 'found');

    expect(await brief()).toEqual(['1 moved 10', '1 found 20', '1 found 30']);
  });

  it('does not grow forever', async () => {
    for (let index = 1; index <= 203; index++) await see([{ version: String(index) }], index);

    const rows = await database.selectFrom('alias_history').select('ordinal').execute();

    expect(rows).toHaveLength(200);
    expect((await read()).filter(({ how }) => how === 'moved')[0]?.versions).toEqual([{ version: '4' }]);
  });

  it('includes what only an earlier release has seen, at its time', async () => {
    await seeAsBefore('1', 10);
    await seeAsBefore('2', 20);
    await see([{ version: '2' }], 30, 'found');
    await seeAsBefore('3', 35);
    await see([{ version: '4' }], 40);
    await seeAsBefore('2', 50);

    expect(await brief()).toEqual(['1 found 10', '2 found 30', '3 found 35', '4 moved 40', '2 found 50']);
  });

  it('is written so that an earlier release knows which version served alone last', async () => {
    await see([{ version: '1' }], 10);
    await see([{ version: '1' }, { version: '2' }], 20);
    await see([{ version: '2' }], 30);
    await see([{ version: '1' }], 40);

    const rows = await database.selectFrom('served_versions').select(['version', 'seen_at']).execute();

    expect(rows.map(({ version, seen_at }) => [version, Number(seen_at)]).sort()).toEqual([
      ['1', 40],
      ['2', 30],
    ]);
  });

  it('was only found, if a later release says something else', async () => {
    await see([{ version: '1' }], 10);
    await database.updateTable('alias_history').set({ how: 'imported' }).execute();

    expect(await brief()).toEqual(['1 found 10']);
  });
});
