import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say, type Outcome } from 'stage-contract';
import type { StageEvent } from '../../model/stageEvents';
import { operationRow } from '../../testing/operationRow';
import { JOURNAL_KINDS, useJournals } from '../../testing/testJournals';
import { openJournal, type JournalDatabase } from '../openJournal';
import { eventOutbox } from './eventOutbox';
import { writeEvents, type EventAudience } from './writeEvents';

const NOW = 1_000;
const outcome: Outcome = {
  formatVersion: 2,
  id: 'one',
  stageType: 'Aws.LambdaTrafficRoutingStage',
  status: 'TERMINAL',
  progress: 'Failed.',
  target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
  steps: [],
  timeline: [],
  differences: [],
  awsCalls: [],
  warnings: [],
  outputs: {},
};
const audience: EventAudience = {
  source: 'http://lambda-stages',
  receivers: [{ key: 'all' }, { key: 'failures', types: new Set(['operation.failed']) }],
};
const failed: StageEvent = { type: 'operation.failed', said: { words: 'Failed.' }, place: 'end' };
const held: StageEvent = { type: 'rollout.held', said: { words: 'Held.' }, place: 'hold:10' };
const taking = { atMost: 10, againAt: NOW + 30_000 };

describe.each(JOURNAL_KINDS)('events that are left, in %s', (kind) => {
  const journals = useJournals(kind);
  let folder: string, database: JournalDatabase, other: JournalDatabase;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'events-'));
    const location = (await journals.next()) ?? join(folder, 'journal.sqlite');
    database = await openJournal(location);
    other = await openJournal(location);
    for (const id of ['one', 'two']) await database.insertInto('operations').values(operationRow(id)).execute();
  });
  afterEach(async () => {
    await Promise.all([database.destroy(), other.destroy()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (id: string, events: StageEvent[], now = NOW, to = audience): Promise<void> =>
    database
      .transaction()
      .execute((transaction) =>
        writeEvents(transaction, to, { operation: operationRow(id), outcome: { ...outcome, id }, events, now }),
      );
  const typesOf = (events: readonly { type: string }[]): string[] => events.map(({ type }) => type);

  it('are taken by one replica, and are due again in case it dies', async () => {
    await write('one', [failed]);

    const [here, there] = await Promise.all([
      eventOutbox(database).take('all', NOW, taking),
      eventOutbox(other).take('all', NOW, taking),
    ]);

    expect(typesOf([...here, ...there])).toEqual(['operation.failed']);
    expect(await eventOutbox(other).take('all', NOW + 29_999, taking)).toEqual([]);
    const again = await eventOutbox(other).take('all', NOW + 30_000, { ...taking, againAt: NOW + 60_000 });
    expect(again.map(({ id }) => id)).toEqual([...here, ...there].map(({ id }) => id));
  });

  it('come in the order of their operation, and wait for no other operation', async () => {
    await write('one', [held]);
    await write('one', [failed]);
    await write('two', [failed]);
    const store = eventOutbox(database);

    const first = await store.take('all', NOW, taking);
    const meanwhile = await store.take('all', NOW, taking);
    for (const event of first) await store.settle(event);
    const second = await store.take('all', NOW, taking);

    expect(first.map(({ operationId, type }) => `${operationId} ${type}`).sort()).toEqual([
      'one rollout.held',
      'two operation.failed',
    ]);
    expect(meanwhile).toEqual([]);
    expect(second.map(({ operationId, type }) => `${operationId} ${type}`)).toEqual(['one operation.failed']);
  });

  it('are kept for each receiver that wants their type', async () => {
    await write('one', [held, failed]);
    const store = eventOutbox(database);

    const failures = await store.take('failures', NOW, taking),
      first = await store.take('all', NOW, taking);
    for (const event of first) await store.settle(event);
    const second = await store.take('all', NOW, taking);

    expect([failures, first, second].map(typesOf)).toEqual([
      ['operation.failed'],
      ['rollout.held'],
      ['operation.failed'],
    ]);
    expect(second.map(({ id }) => id)).toEqual(failures.map(({ id }) => id));
  });

  it('are the same when the same thing is reported again, even after they were delivered', async () => {
    await write('one', [held]);
    const store = eventOutbox(database);
    for (const event of await store.take('all', NOW, taking)) await store.settle(event);

    await write('one', [held]);
    await write('one', [{ ...held, place: 'hold:50' }]);

    const left = await store.take('all', NOW, taking);
    const rows = await database.selectFrom('events').select('id').execute();
    expect(rows).toHaveLength(2);
    expect(left.map(({ id }) => rows.some((row) => row.id === id))).toEqual([true]);
  });

  it('of one account are not written for receivers of another one', async () => {
    const receivers = ['local', 'staging'].map((account) => ({ key: account, account }));

    await write('one', [held, failed], NOW, { ...audience, receivers });

    const store = eventOutbox(database);
    expect(typesOf(await store.take('local', NOW, taking))).toEqual(['rollout.held']);
    expect(await store.take('staging', NOW, taking)).toEqual([]);
  });

  it('wait when a receiver has not taken them, and stay with whoever has taken them since', async () => {
    await write('one', [held]);
    const store = eventOutbox(database);
    const [event] = await store.take('all', NOW, taking);
    const [again] = await eventOutbox(other).take('all', NOW + 30_000, { ...taking, againAt: NOW + 60_000 });
    if (event === undefined || again === undefined) throw new Error('nothing was taken');

    await store.settle(event);
    await store.postpone(event, NOW);
    expect(await store.take('all', NOW + 59_999, taking)).toEqual([]);
    await store.postpone(again, NOW + 40_000);

    expect(await store.take('all', NOW + 40_000, taking)).toMatchObject([{ id: again.id, tries: 1 }]);
  });

  it('are given up when they are old, and the next one of their operation comes', async () => {
    await write('one', [held], 10);
    await write('one', [failed], NOW);
    const store = eventOutbox(database);
    expect(await store.oldestWrittenAt()).toBe(10);

    const dropped = await store.dropWrittenBefore(11);

    expect(dropped).toMatchObject([{ receiver: 'all', type: 'rollout.held', operationId: 'one' }]);
    expect(typesOf(await store.take('all', NOW, taking))).toEqual(['operation.failed']);
    expect(await store.oldestWrittenAt()).toBe(NOW);
  });

  it('never quote what a function has answered, nor start an expression', async () => {
    const unmet = { condition: 'body', expected: '"ok"', got: '"hunter2"' };
    const said = { words: 'It answered "hunter2".', code: 'responseUnmet', values: { unmet: [unmet] } };
    await write('one', [
      { ...failed, said },
      { ...held, said: say('failed', { parts: [{ words: 'Field ${x}.' }] }) },
    ]);

    const rows = await database.selectFrom('events').select('document').execute();

    const documents = rows.map(({ document }) => document).join();
    expect(documents).toContain('(encrypted in the journal)');
    expect(documents).not.toContain('hunter2');
    expect(documents).not.toContain('${');
  });

  it('go with their operation', async () => {
    await write('one', [held]);

    await database.deleteFrom('operations').where('id', '=', 'one').execute();

    expect(await eventOutbox(database).oldestWrittenAt()).toBeUndefined();
  });
});
