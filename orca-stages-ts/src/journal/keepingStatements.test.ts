import type { SqliteDatabase } from 'kysely';
import Database from 'libsql';
import { keepingStatements } from './keepingStatements';

let connection: InstanceType<typeof Database>;
let prepared: string[];
let kept: SqliteDatabase;

beforeEach(() => {
  connection = new Database(':memory:');
  connection.exec('create table steps (id text primary key, tries integer)');
  prepared = [];
  kept = keepingStatements({
    prepare(sql) {
      prepared.push(sql);
      return connection.prepare(sql);
    },
    close: () => {
      connection.close();
    },
  });
});
afterEach(() => kept.close());

const add = (id: string) => kept.prepare('insert into steps values (?, ?)').run([id, 0]);
const find = (id: string) => kept.prepare('select * from steps where id = ?').all([id]);

it('prepares a query once, whatever its values are', () => {
  for (const id of ['a', 'b', 'c']) add(id);

  const found = ['a', 'b', 'nobody'].map(find);

  expect(found).toEqual([[{ id: 'a', tries: 0 }], [{ id: 'b', tries: 0 }], []]);
  expect(prepared).toEqual(['insert into steps values (?, ?)', 'select * from steps where id = ?']);
});

it('continues with a statement that has failed', () => {
  add('a');
  const again = (): unknown => add('a');

  expect(again).toThrow('UNIQUE constraint failed');
  expect(add('b')).toMatchObject({ changes: 1 });
});

it('returns the current columns if a table has changed since', () => {
  add('a');
  find('a');
  connection.exec('alter table steps add column note text');

  const found = find('a');

  expect(found).toEqual([{ id: 'a', tries: 0, note: null }]);
});

it('drops the least recently used statement', () => {
  find('a');
  for (let values = 1; values <= 200; values++) {
    kept
      .prepare(`select * from steps where id in (${Array.from({ length: values }, () => '?').join(', ')})`)
      .all(Array.from({ length: values }, () => 'a'));
  }
  prepared.length = 0;

  find('a');

  expect(prepared).toEqual(['select * from steps where id = ?']);
});

it('leaves no read open that would keep the write-ahead log from being checkpointed', () => {
  add('a');
  kept.prepare('begin').run([]);
  find('a');
  kept.prepare('commit').run([]);

  const vacuum = (): unknown => connection.exec('vacuum');

  expect(vacuum).not.toThrow();
  expect(connection.inTransaction).toBe(false);
});

it('asks once whether a query returns rows: libsql would ask SQLite each time', () => {
  let asked = 0;
  const once = keepingStatements({
    prepare: (sql) => {
      const statement = connection.prepare(sql);
      return {
        get reader() {
          asked += 1;
          return statement.reader;
        },
        run: (parameters) => statement.run(parameters),
        all: (parameters) => statement.all(parameters),
        iterate: (parameters) => statement.all(parameters).values(),
      };
    },
    close: () => undefined,
  });

  const readers = ['a', 'b', 'c'].map((id) => {
    const found = once.prepare('select * from steps where id = ?');
    return [found.reader, found.all([id])];
  });

  expect(readers).toEqual([
    [true, []],
    [true, []],
    [true, []],
  ]);
  expect(asked).toBe(1);
});
