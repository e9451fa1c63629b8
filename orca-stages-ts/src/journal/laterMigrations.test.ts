import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import { openJournal, type JournalDatabase } from './openJournal';

describe.each(JOURNAL_KINDS)('migrations after release 0.1.0, on %s', (kind) => {
  const journals = useJournals(kind);
  let folder: string, location: string;
  const opened: JournalDatabase[] = [];
  const open = async (): Promise<JournalDatabase> => {
    const database = await openJournal(location);
    opened.push(database);
    return database;
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'migrations-'));
    location = (await journals.empty()) ?? join(folder, 'journal.sqlite');
  });
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.destroy();
    rmSync(folder, { recursive: true, force: true });
  });

  it('run once, and are recorded apart from those that 0.1.0 knows', async () => {
    await open();
    const again = await open();

    const later = await again.selectFrom('journal_migrations').select(['name', 'needs']).execute();
    const known = await again
      .withTables<{ kysely_migration: { name: string } }>()
      .selectFrom('kysely_migration')
      .select('name')
      .orderBy('name')
      .execute();

    expect(later).toEqual([
      { name: '006UndoRecords', needs: 1 },
      { name: '007Told', needs: 1 },
      { name: '008Clock', needs: 1 },
      { name: '009AccountNames', needs: 1 },
      { name: '010OutcomesToTell', needs: 1 },
      { name: '011SealedAnswers', needs: 1 },
      { name: '012WriteProbe', needs: 1 },
      { name: '013AliasHistory', needs: 1 },
      { name: '014Origin', needs: 1 },
      { name: '015Asks', needs: 1 },
      { name: '016Events', needs: 1 },
    ]);
    expect(known.map(({ name }) => name.slice(0, 3))).toEqual(['001', '002', '003', '004', '005']);
  });

  it('of a newer release do no harm if they only add', async () => {
    const database = await open();
    await database
      .insertInto('journal_migrations')
      .values({ name: '099Evidence', needs: 1, applied_at: 'tomorrow' })
      .execute();

    const again = await open();

    await expect(again.selectFrom('undo_records').selectAll().execute()).resolves.toEqual([]);
  });

  it('of a newer release that this one cannot work with are rejected, with what to do', async () => {
    const database = await open();
    await database
      .insertInto('journal_migrations')
      .values({ name: '099Split', needs: 7, applied_at: 'tomorrow' })
      .execute();

    const opening = openJournal(location);

    await expect(opening).rejects.toThrow(/099Split.*journal format 7 or higher.*Start that release again/s);
  });
});
