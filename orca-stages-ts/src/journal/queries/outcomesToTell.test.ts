import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from 'stage-contract';
import { JOURNAL_KINDS, useJournals } from '../../testing/testJournals';
import { operationRow } from '../../testing/operationRow';
import { testSealer } from '../../testing/testSealer';
import { outcomeDocument } from '../documents/operationDocuments';
import { openJournal, type JournalDatabase } from '../openJournal';
import { sealAnswers } from '../sealedAnswers';
import { outcomesToTell } from './outcomesToTell';

const NOW = 1_000;
const sealer = testSealer();
const inAMinute = () => NOW + 60_000;

describe.each(JOURNAL_KINDS)('outcomes that Orca has not seen, in %s', (kind) => {
  const journals = useJournals(kind);
  let folder: string, database: JournalDatabase, other: JournalDatabase;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outcomes-'));
    const location = (await journals.next()) ?? join(folder, 'journal.sqlite');
    database = await openJournal(location);
    other = await openJournal(location);
    for (const [id, tellOrcaAt] of [
      ['told', null],
      ['later', NOW + 1],
      ['due', NOW],
      ['overdue', 1],
    ] as const)
      await database
        .insertInto('operations')
        .values(operationRow(id, { status: 'CANCELED', ended_at: 500, tell_orca_at: tellOrcaAt }))
        .execute();
  });
  afterEach(async () => {
    await Promise.all([database.destroy(), other.destroy()]);
    rmSync(folder, { recursive: true, force: true });
  });

  const flags = () => database.selectFrom('operations').select(['id', 'tell_orca_at']).orderBy('id').execute();

  it('are taken when they are due, each by one replica', async () => {
    const [here, there] = await Promise.all([
      outcomesToTell(database, sealer).take(NOW, inAMinute),
      outcomesToTell(other, sealer).take(NOW, inAMinute),
    ]);

    expect([...here, ...there].map(({ operationId }) => operationId).sort()).toEqual(['due', 'overdue']);
    expect([...here, ...there][0]).toMatchObject({ executionId: 'execution', attempt: 1, endedAt: 500 });
    expect(await outcomesToTell(other, sealer).take(NOW, inAMinute)).toEqual([]);
  });

  it('are due again later, in case a replica dies with them', async () => {
    await outcomesToTell(database, sealer).take(NOW, inAMinute);

    const again = await outcomesToTell(other, sealer).take(NOW + 60_000, () => NOW + 120_000);

    expect(again.map(({ operationId }) => operationId).sort()).toEqual(['due', 'later', 'overdue']);
  });

  it('are settled, unless they have changed meanwhile', async () => {
    const store = outcomesToTell(database, sealer),
      taken = await store.take(NOW, inAMinute);
    await database.updateTable('operations').set({ tell_orca_at: 700 }).where('id', '=', 'due').execute();

    for (const stage of taken) await store.settle(stage);

    expect(await flags()).toEqual([
      { id: 'due', tell_orca_at: 700 },
      { id: 'later', tell_orca_at: NOW + 1 },
      { id: 'overdue', tell_orca_at: null },
      { id: 'told', tell_orca_at: null },
    ]);
  });

  it('are told with what functions answered, as the stage shows it, though the journal has that only sealed', async () => {
    const store = outcomesToTell(database, sealer),
      [first] = await store.take(NOW, inAMinute);
    if (first === undefined) throw new Error('Nothing was taken.');
    const outcome: Outcome = {
      formatVersion: 2,
      id: first.operationId,
      stageType: 'Aws.LambdaInvokeStage',
      status: 'CANCELED',
      progress: 'Cancelled.',
      target: { account: 'local', region: 'us-east-1', functionName: 'checkout' },
      steps: [],
      timeline: [],
      differences: [],
      awsCalls: [],
      warnings: [],
      outputs: {},
      invocations: [{ index: 1, ok: true, durationMs: 5, response: 'the answer', assertions: [] }],
    };
    const change = sealAnswers({ outcome: outcomeDocument.write(outcome) }, sealer);
    await database.updateTable('operations').set(change).where('id', '=', first.operationId).execute();

    expect((await store.outcome(first))?.invocations?.[0]?.response).toBe('the answer');
    expect(change.outcome).not.toContain('the answer');
  });

  it('that can no longer be read are not told', async () => {
    const store = outcomesToTell(database, sealer),
      [first] = await store.take(NOW, inAMinute);
    if (first === undefined) throw new Error('Nothing was taken.');
    const none = await store.outcome(first);
    await database.updateTable('operations').set({ outcome: '{"v":99}' }).where('id', '=', first.operationId).execute();

    expect([none, await store.outcome(first)]).toEqual([undefined, undefined]);
  });
});
