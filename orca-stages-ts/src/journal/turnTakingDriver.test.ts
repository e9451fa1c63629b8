import { openJournal, type JournalDatabase } from './openJournal';

let database: JournalDatabase;

beforeEach(async () => {
  database = await openJournal(':memory:');
});
afterEach(() => database.destroy());

const lock = (name: string) => ({ target_key: name, operation_id: 'o-1', locked_at: 1 });
const turnOfLoop = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve);
  });

it('serves waiting queries in arrival order', async () => {
  const served: number[] = [];

  await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      database
        .selectFrom('locks')
        .selectAll()
        .execute()
        .then(() => {
          served.push(index);
        }),
    ),
  );

  expect(served).toEqual(Array.from({ length: 200 }, (_, index) => index));
});

it('gives the event loop its turn while hundreds send one query after the other', async () => {
  let asked = 0;
  const asking = Promise.all(
    Array.from({ length: 300 }, async () => {
      for (let query = 0; query < 20; query++, asked++) await database.selectFrom('locks').selectAll().execute();
    }),
  );

  await turnOfLoop();
  const askedByThen = asked;
  await asking;

  expect(asked).toBe(6000);
  expect(askedByThen).toBeLessThan(300);
});

it('passes the connection on after a failed transaction, of which nothing remains', async () => {
  const failing = database
    .transaction()
    .execute(async (transaction) => {
      await transaction.insertInto('locks').values(lock('a')).execute();
      throw new Error('stopped');
    })
    .catch((error: unknown) => error);
  const waiting = database.selectFrom('locks').selectAll().execute();

  const [error, found] = await Promise.all([failing, waiting]);

  expect(error).toEqual(new Error('stopped'));
  expect(found).toEqual([]);
});

it('keeps everyone else out of a transaction', async () => {
  const seen: number[] = [];
  const count = async (): Promise<void> => {
    seen.push((await database.selectFrom('locks').selectAll().execute()).length);
  };

  await Promise.all([
    count(),
    database.transaction().execute(async (transaction) => {
      for (const name of ['a', 'b', 'c']) {
        await transaction.insertInto('locks').values(lock(name)).execute();
        await turnOfLoop();
      }
    }),
    count(),
  ]);

  expect(seen).toEqual([0, 3]);
});
