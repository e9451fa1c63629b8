import { testSealer } from '../testing/testSealer';
import { operationRow } from '../testing/operationRow';
import { useSharedJournal } from '../testing/testJournals';
import { openJournal, type JournalDatabase } from './openJournal';
import { keyAccounts } from './queries/accountNames';
import { insertOperation } from './queries/insertOperation';
import { takeLease } from './queries/leases';
import { releaseLock, takeLock } from './queries/locks';
import { loadOperation } from './queries/loadOperation';
import { LostLease, writeOperation } from './queries/writeOperation';

/** Replicas that start, or query, at the same moment. */
const REPLICAS = 4;

const journal = useSharedJournal();
const opened = journal.open;
const openedBy = (replicas: number): Promise<JournalDatabase[]> =>
  Promise.all(Array.from({ length: replicas }, opened));
/** Runs the same on every connection at the same time. */
const together = <T>(
  databases: readonly JournalDatabase[],
  run: (database: JournalDatabase, index: number) => Promise<T>,
): Promise<T[]> => Promise.all(databases.map(run));

describe('a journal that replicas share', () => {
  it.each(Array.from({ length: 10 }, (_, index) => index + 1))(
    'is migrated once if four start together (time %i)',
    async () => {
      const databases = await openedBy(REPLICAS);

      const names = await together(databases, (database) =>
        database
          .withTables<{ kysely_migration: { name: string } }>()
          .selectFrom('kysely_migration')
          .select('name')
          .orderBy('name')
          .execute(),
      );

      expect(names).toEqual(
        Array.from({ length: REPLICAS }, () => [
          { name: '001Initial' },
          { name: '002PinsOfTarget' },
          { name: '003AgeAndLeases' },
          { name: '004RevertTimers' },
          { name: '005AwsRates' },
        ]),
      );
    },
  );

  it('treats the same POST to all replicas as one operation', async () => {
    const databases = await openedBy(REPLICAS);

    for (let attempt = 1; attempt <= 20; attempt++) {
      const answers = await together(databases, (database, index) =>
        insertOperation(database, operationRow(`o-${attempt}-${index}`, { stage_id: 'stage', attempt })),
      );

      expect(answers.filter((answer) => answer.created)).toHaveLength(1);
      expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    }
  });

  it('gives the lock of a function once, even to replicas that ask under different names of its account', async () => {
    const databases = await openedBy(REPLICAS),
      accountId = '123456789012';
    const names = databases.map((_, index) => `name-${index}`);
    for (const database of databases.slice(0, 1))
      await keyAccounts(
        database,
        names.map((name) => ({ name, accountId })),
      );

    for (let round = 1; round <= 20; round++) {
      const operations = names.map((account, index) =>
        operationRow(`o-${round}-${index}`, { target_key: `${account}/us-east-1/f-${round}`, waits_for_lock: 0 }),
      );
      await together(databases, (database, index) => insertOperation(database, operations[index] ?? operationRow('')));

      const taken = await together(databases, (database, index) =>
        takeLock(database, operations[index] ?? operationRow(''), 1),
      );

      expect(taken.filter((isTaken) => isTaken)).toHaveLength(1);
    }
  });

  it('keeps only the newest of attempts that arrive at the same moment', async () => {
    const databases = await openedBy(REPLICAS);

    await together(databases, (database, index) =>
      insertOperation(database, operationRow(`o-${index}`, { stage_id: 'stage', attempt: index + 1 })),
    );

    const kept = await databases[0]
      ?.selectFrom('operations')
      .select('attempt')
      .where('superseded_at', 'is', null)
      .execute();
    expect(kept).toEqual([{ attempt: REPLICAS }]);
  });

  it('gives an operation to one replica', async () => {
    const databases = await openedBy(REPLICAS);
    for (let round = 0; round < 20; round++) {
      const id = `o-${round}`;
      await together(databases.slice(0, 1), (database) => insertOperation(database, operationRow(id)));

      const fences = await together(databases, (database, index) =>
        takeLease(database, id, `replica-${index}`, 10, 1_000),
      );

      expect(fences.filter((fence) => fence !== undefined)).toEqual([1]);
    }
  });

  it('gives the lock of a function to its operations one after the other, in arrival order', async () => {
    const databases = await openedBy(REPLICAS);
    const rows = Array.from({ length: 12 }, (_, index) => operationRow(`o-${index}`, { created_at: 100 - index }));
    await together(databases.slice(0, 1), async (database) => {
      for (const row of rows) await insertOperation(database, row);
    });
    const order: string[] = [];
    const waiting = new Set(rows.map((row) => row.id));

    while (waiting.size > 0) {
      const taken = await together(databases, async (database) => {
        const held: string[] = [];
        for (const id of waiting) if (await takeLock(database, operationRow(id), 1)) held.push(id);
        return held;
      });
      const holders = [...new Set(taken.flat())];
      order.push(holders.join(' and '));
      await together(databases.slice(0, 1), async (database) => {
        for (const id of holders) {
          await database.updateTable('operations').set({ status: 'SUCCEEDED' }).where('id', '=', id).execute();
          await releaseLock(database, operationRow(id), 1);
          waiting.delete(id);
        }
      });
    }

    expect(order).toEqual(rows.map((row) => row.id).reverse());
  });

  it('rejects what a replica writes, locks or unlocks after another one has taken over', async () => {
    const [first, second] = await openedBy(2);
    if (first === undefined || second === undefined) throw new Error('two journals were to be opened');
    await insertOperation(first, operationRow('o'));
    await takeLease(first, 'o', 'first', 10, 20);
    await takeLease(second, 'o', 'second', 30, 1_000);
    await takeLock(second, operationRow('o', { fence: 2 }), 30);

    await expect(writeOperation(first, 'o', 1, { progress: 'late' })).rejects.toThrow(LostLease);
    await expect(takeLock(first, operationRow('o', { fence: 1 }), 31)).rejects.toThrow(LostLease);
    await releaseLock(first, operationRow('o', { fence: 1 }), 31);

    expect(await second.selectFrom('locks').select('operation_id').execute()).toEqual([{ operation_id: 'o' }]);
    expect((await loadOperation({ database: second, sealer: testSealer() }, 'o'))?.operation).toMatchObject({
      progress: '',
      lease_owner: 'second',
    });
  });

  it('stores texts and times that PostgreSQL would reject, and reads numbers as numbers', async () => {
    const [database] = await openedBy(1);
    if (database === undefined) throw new Error('a journal was to be opened');

    await insertOperation(database, operationRow('o', { stage_name: 'a\0b', created_at: 1_767_225_600_000.5 }));

    expect((await loadOperation({ database: database, sealer: testSealer() }, 'o'))?.operation).toMatchObject({
      stage_name: 'a\uFFFDb',
      created_at: 1_767_225_600_001,
    });
  });

  it('does not let a replica that was paused inside a transaction block its rows', async () => {
    const [paused, other] = await openedBy(2);
    if (paused === undefined || other === undefined) throw new Error('two journals were to be opened');
    await insertOperation(other, operationRow('o'));
    const held = await paused.startTransaction().execute();
    await held.updateTable('operations').set({ progress: 'half written' }).where('id', '=', 'o').execute();

    const fence = await takeLease(other, 'o', 'other', 10, 1_000);

    expect(fence).toBe(1);
    expect((await loadOperation({ database: other, sealer: testSealer() }, 'o'))?.operation.progress).toBe('');
    await held
      .rollback()
      .execute()
      .catch(() => undefined);
  });
});

it('does not hand out what another replica has done since it was due', async () => {
  const database = await opened();
  await insertOperation(database, operationRow('o', { due_at: 50 }));

  const fences = [await takeLease(database, 'o', 'early', 49, 1_000), await takeLease(database, 'o', 'due', 50, 1_000)];

  expect(fences).toEqual([undefined, 1]);
});

describe('a journal that cannot be opened', () => {
  it.each([
    [
      'a wrong password',
      (address: string) => address.replace(/:[^:@]+@/, ':wrong-secret@'),
      /cannot be reached \(password authentication failed/,
    ],
    [
      'no such database',
      (address: string) => address.replace(/\/[^/]+$/, '/nothing'),
      /cannot be reached \(database "nothing" does not exist\)/,
    ],
    [
      'no server',
      (address: string) => address.replace(/:\d+\//, ':1/'),
      /DATABASE_URL names PostgreSQL at 127\.0\.0\.1:1\/journal_\d+, which cannot be reached \(.*ECONNREFUSED/,
    ],
  ])('is named without its password: %s', async (_, change, message) => {
    const failed: unknown = await openJournal(change(journal.url())).catch((error: unknown) => error);

    expect(String(failed)).toMatch(message);
    expect(String(failed)).not.toMatch(/secret|password-of/);
  });
});
