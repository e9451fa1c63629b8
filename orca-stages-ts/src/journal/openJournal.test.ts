import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openJournal, type JournalDatabase } from './openJournal';

let folder: string;
const open: JournalDatabase[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
afterEach(async () => {
  for (const database of open.splice(0)) await database.destroy();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(): Promise<JournalDatabase> {
  const database = await openJournal(join(folder, 'data', 'journal.db'));
  open.push(database);
  return database;
}

it('lets only its owner read its files', async () => {
  await opened();

  const modes = readdirSync(join(folder, 'data')).map((name) => [
    name,
    (statSync(join(folder, 'data', name)).mode & 0o777).toString(8),
  ]);

  expect(modes.length).toBeGreaterThan(0);
  expect(modes.filter(([, mode]) => mode !== '600')).toEqual([]);
});

it('keeps its locks while the file is opened a second time: another process that closes it does not remove the write-ahead log', async () => {
  const first = await opened();
  await opened();

  execFileSync(process.execPath, [
    '-e',
    `const Database = require('libsql'); const other = new Database(process.argv[1]); other.exec('select * from locks'); other.close();`,
    join(folder, 'data', 'journal.db'),
  ]);
  await first
    .insertInto('locks')
    .values({ target_key: 'local/us-east-1/checkout', operation_id: 'o-1', locked_at: 1 })
    .execute();

  expect(readdirSync(join(folder, 'data')).sort()).toEqual(['journal.db', 'journal.db-shm', 'journal.db-wal']);
});

it('migrates its tables once, and opens a migrated file again', async () => {
  const first = await opened();
  await first
    .insertInto('locks')
    .values({ target_key: 'local/us-east-1/checkout', operation_id: 'o-1', locked_at: 1 })
    .execute();

  const second = await opened();

  expect(await second.selectFrom('locks').select('operation_id').execute()).toEqual([{ operation_id: 'o-1' }]);
});

it('migrates a journal of the first format without losing data', async () => {
  const first = await opened();
  await first
    .insertInto('pins')
    .values({
      execution_id: 'e',
      target_key: 't',
      kind: 'candidate',
      alias_name: '',
      value: '{"version":"7"}',
      written_at: 1,
    })
    .execute();
  for (const index of ['pins_of_target', 'operations_ended', 'operations_leased', 'pins_kept', 'pins_expired'])
    await first.schema.dropIndex(index).execute();
  await first.schema.alterTable('operations').dropColumn('timer_of').execute();
  await first.schema.alterTable('operations').dropColumn('timer_held_by').execute();
  await first.schema.dropTable('aws_rates').execute();
  await first
    .withTables<{ kysely_migration: { name: string } }>()
    .deleteFrom('kysely_migration')
    .where('name', '!=', '001Initial')
    .execute();

  const second = await opened();

  expect(await second.selectFrom('pins').select('value').execute()).toEqual([{ value: '{"version":"7"}' }]);
  expect(
    (
      await second
        .withTables<{ kysely_migration: { name: string } }>()
        .selectFrom('kysely_migration')
        .select('name')
        .execute()
    ).map((row) => row.name),
  ).toEqual(['001Initial', '002PinsOfTarget', '003AgeAndLeases', '004RevertTimers', '005AwsRates']);
});

it('says what to do if a newer release has written it', async () => {
  const first = await opened();
  await first
    .withTables<{ kysely_migration: { name: string } }>()
    .updateTable('kysely_migration')
    .set({ name: '999FromTheFuture' })
    .where('name', '=', '002PinsOfTarget')
    .execute();

  await expect(openJournal(join(folder, 'data', 'journal.db'))).rejects.toThrow(
    'could not be migrated. Restore a backup of it, or move it away',
  );
});

it.each<[string, (file: string) => void, RegExp]>([
  [
    'a folder',
    (file) => {
      mkdirSync(file);
    },
    /^journal\.file .*journal\.db is a folder; use a file in it/,
  ],
  [
    'a file of another kind',
    (file) => {
      writeFileSync(file, 'words of another kind '.repeat(100));
    },
    /^journal\.file .*journal\.db is not a SQLite database; choose another file, or move this one away/,
  ],
  [
    'a truncated database',
    (file) => {
      writeFileSync(file, `SQLite format 3\0${'x'.repeat(100)}`);
    },
    /^journal\.file .*journal\.db is damaged .*restore a backup, as docs\/operating\.md describes/,
  ],
])('names the setting, the file and the remedy for %s', async (_, make, words) => {
  make(join(folder, 'journal.db'));

  await expect(openJournal(join(folder, 'journal.db'))).rejects.toThrow(words);
});

it('says that it cannot be created if the system does not allow new folders', async () => {
  await expect(openJournal('/proc/nowhere/journal.db')).rejects.toThrow(
    /^journal\.file \/proc\/nowhere\/journal\.db cannot be (made|opened)/,
  );
});

it('advises to restore a backup of a journal whose pages are damaged', async () => {
  const file = join(folder, 'data', 'journal.db');
  const journal = await openJournal(file);
  await sql`pragma wal_checkpoint(truncate)`.execute(journal);
  await journal.destroy();
  writeFileSync(file, readFileSync(file).fill(0x55, 100, 3 * 4096));

  await expect(openJournal(file)).rejects.toThrow(
    /^journal\.file .*journal\.db is damaged .*restore a backup, as docs\/operating\.md describes/,
  );
});
