import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from 'stage-contract';
import { operationRow } from '../../testing/operationRow';
import { JOURNAL_KINDS, useJournals } from '../../testing/testJournals';
import { journalAsks } from '../journalAsks';
import { openJournal, type JournalDatabase } from '../openJournal';
import { answerAsk, AskWithdrawn, pendingAsk } from './asks';
import { writeOperation } from './writeOperation';

const NOW = 1_000;
const PROMOTE = { verb: 'promote', by: { user: 'jane' } };
const REFUSED = say('nothingToContinue', {});

describe.each(JOURNAL_KINDS)('requests between operations, in %s', (kind) => {
  const journals = useJournals(kind);
  let folder: string, database: JournalDatabase, other: JournalDatabase;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'asks-'));
    const location = (await journals.next()) ?? join(folder, 'journal.sqlite');
    database = await openJournal(location);
    other = await openJournal(location);
    for (const id of ['rollout', 'first', 'second'])
      await database
        .insertInto('operations')
        .values(operationRow(id, { due_at: 9_000_000, fence: 1 }))
        .execute();
  });
  afterEach(async () => {
    await Promise.all([database.destroy(), other.destroy()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const asksOf = (id: string, from = database, now = NOW) =>
    journalAsks(from, { id, target_key: 'local/us-east-1/checkout' }, now);
  const rowOf = (id: string) =>
    database.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  /** Answers as the engine does: in the transaction that changes the operation. */
  const answer = (askerId: string, refusal?: typeof REFUSED, from = database) =>
    writeOperation(from, 'rollout', 1, { progress: `answered ${askerId}` }, (transaction) =>
      answerAsk(transaction, { askedId: 'rollout', askerId }, refusal, NOW),
    );

  it('wake whoever is asked, and whoever has asked when the answer is there', async () => {
    await asksOf('first').ask('rollout', PROMOTE);
    const asked = await rowOf('rollout');
    await answer('first', undefined, other);

    expect(asked).toMatchObject({ asked_at: NOW, due_at: NOW });
    expect(await asksOf('first').answer()).toEqual({ kind: 'taken' });
    expect(await rowOf('first')).toMatchObject({ due_at: NOW });
    expect(await rowOf('rollout')).toMatchObject({ asked_at: null, progress: 'answered first' });
  });

  it('are made once, however often they are repeated', async () => {
    await asksOf('first').ask('rollout', PROMOTE);
    await answer('first', REFUSED);
    await asksOf('first', other, NOW + 1).ask('rollout', PROMOTE);

    expect(await rowOf('rollout')).toMatchObject({ asked_at: null });
    expect(await asksOf('first').answer()).toEqual({
      kind: 'refused',
      reason: { words: REFUSED.words, code: REFUSED.code, values: {} },
    });
  });

  it('that were withdrawn before their answer was written change nothing', async () => {
    await asksOf('first').ask('rollout', PROMOTE);
    const withdrawn = await asksOf('first', other).withdraw();

    const answering = answer('first');

    await expect(answering).rejects.toMatchObject({ cause: expect.any(AskWithdrawn) });
    expect(withdrawn).toEqual({ kind: 'withdrawn' });
    expect(await rowOf('rollout')).toMatchObject({ progress: '' });
  });

  it('that were answered can no longer be withdrawn', async () => {
    await asksOf('first').ask('rollout', PROMOTE);
    await answer('first');

    expect(await asksOf('first').withdraw()).toEqual({ kind: 'taken' });
  });

  it('are answered one after the other, the oldest first', async () => {
    await asksOf('second', database, NOW).ask('rollout', PROMOTE);
    await asksOf('first', database, NOW + 1).ask('rollout', PROMOTE);

    const oldest = await pendingAsk(database, 'rollout');
    await answer('second');

    expect(oldest).toEqual({ askerId: 'second', ask: PROMOTE });
    expect(await pendingAsk(other, 'rollout')).toMatchObject({ askerId: 'first' });
    expect(await rowOf('rollout')).toMatchObject({ asked_at: NOW + 1 });
  });

  it.each([
    ['has ended', { status: 'CANCELED' }],
    ['was cancelled', { cancel_requested_at: NOW }],
    ['made way for a newer attempt', { superseded_at: NOW }],
  ] as const)('are void if whoever has asked %s', async (_title, change) => {
    await asksOf('first').ask('rollout', PROMOTE);
    await database.updateTable('operations').set(change).where('id', '=', 'first').execute();

    const found = await pendingAsk(database, 'rollout');
    await asksOf('second').ask('rollout', PROMOTE);
    await answer('second');

    expect(found).toBeUndefined();
    expect(await asksOf('first').answer()).toEqual({ kind: 'withdrawn' });
    expect(await rowOf('rollout')).toMatchObject({ asked_at: null });
  });

  it('to an operation that has ended say so', async () => {
    await database.updateTable('operations').set({ status: 'SUCCEEDED' }).where('id', '=', 'rollout').execute();

    await asksOf('first').ask('rollout', PROMOTE);

    expect(await asksOf('first').answer()).toEqual({ kind: 'ended' });
    expect(await rowOf('rollout')).toMatchObject({ asked_at: null, due_at: 9_000_000 });
  });
});
