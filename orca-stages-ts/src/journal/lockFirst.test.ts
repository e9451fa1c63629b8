import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { openJournal, type JournalDatabase } from './openJournal';

let folder: string, journal: JournalDatabase, other: InstanceType<typeof Database>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  journal = await openJournal(join(folder, 'journal.db'));
  await sql`pragma busy_timeout = 20`.execute(journal);
  other = new Database(join(folder, 'journal.db'));
});
afterEach(async () => {
  other.close();
  await journal.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const lock = (name: string): Promise<unknown> =>
  journal.insertInto('locks').values({ target_key: name, operation_id: 'o', locked_at: 1 }).execute();
const readSeparately = (): unknown[] => {
  const reader = new Database(join(folder, 'journal.db'));
  try {
    return reader
      .prepare('select target_key from locks order by target_key')
      .all()
      .map((row) => (row as { target_key: string }).target_key);
  } finally {
    reader.close();
  }
};
/** Lets another process hold the file's write lock meanwhile. */
async function whileLocked(write: () => Promise<unknown>): Promise<unknown> {
  other.exec('begin immediate');
  try {
    return await write().then(
      () => 'written',
      (error: unknown) => (error instanceof Error ? error.message : error),
    );
  } finally {
    other.exec('commit');
  }
}

const WRITES: readonly [string, (name: string) => Promise<unknown>][] = [
  ['a write by itself', lock],
  [
    'a write that returns rows',
    (name) =>
      journal
        .insertInto('locks')
        .values({ target_key: name, operation_id: 'o', locked_at: 1 })
        .returning('target_key')
        .execute(),
  ],
  [
    'a write after a leading comment or clause',
    (name) =>
      sql`with named as (select ${name} as name) insert into locks (target_key, operation_id, locked_at) select name, 'o', 1 from named`.execute(
        journal,
      ),
  ],
  [
    'a transaction',
    (name) =>
      journal.transaction().execute(async (transaction) => {
        await transaction.selectFrom('locks').selectAll().execute();
        await transaction.insertInto('locks').values({ target_key: name, operation_id: 'o', locked_at: 1 }).execute();
      }),
  ],
];

it.each(WRITES)('reports that the file is locked to %s, and commits every later one', async (_, write) => {
  const refused = await whileLocked(() => write('refused'));
  await lock('after');
  await write('then');

  expect(refused).toBe('database is locked');
  expect(readSeparately()).toEqual(['after', 'then']);
});

it('lets a transaction that has read before another process writes write anyway', async () => {
  await journal.transaction().execute(async (transaction) => {
    await transaction.selectFrom('locks').selectAll().execute();
    expect(() => {
      other.exec(
        "pragma busy_timeout = 0; insert into locks (target_key, operation_id, locked_at) values ('other', 'o', 1)",
      );
    }).toThrow('locked');
    await transaction.insertInto('locks').values({ target_key: 'ours', operation_id: 'o', locked_at: 1 }).execute();
  });

  expect(readSeparately()).toEqual(['ours']);
});

it('says why a transaction was rolled back, even if SQLite has done so on its own', async () => {
  await sql`create trigger refuse before insert on locks begin select raise(rollback, 'refused by a trigger'); end`.execute(
    journal,
  );

  await expect(
    journal
      .transaction()
      .execute((transaction) =>
        transaction.insertInto('locks').values({ target_key: 'a', operation_id: 'o', locked_at: 1 }).execute(),
      ),
  ).rejects.toThrow('refused by a trigger');
});

it('undoes a failed write, and continues', async () => {
  await lock('once');

  await expect(lock('once')).rejects.toThrow('UNIQUE');
  await lock('twice');

  expect(readSeparately()).toEqual(['once', 'twice']);
});
