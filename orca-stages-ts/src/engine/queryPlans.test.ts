import { openJournal, type JournalDatabase } from '../journal/openJournal';
import {
  dueOperations,
  endFuture,
  forgiveSilence,
  nextDueAt,
  renewLeases,
  wakeOverdue,
} from '../journal/queries/leases';
import { attemptsBefore } from '../journal/queries/loadOperation';
import { outcomesToTell } from '../journal/queries/outcomesToTell';
import { eventOutbox } from '../journal/queries/eventOutbox';
import { noteAsked } from '../journal/queries/noteAsked';
import { deploymentOf } from '../testing/deploymentOf';
import { startBench, type StageBench } from '../testing/stageBench';
import { JOURNAL_KINDS, useJournals } from '../testing/testJournals';
import { testSealer } from '../testing/testSealer';
import { planLines, tablesScanned, watchQueries, type WatchedJournal } from '../testing/watchQueries';
import { pinsForgottenBefore, sweepJournal } from './sweepJournal';
import { PRODUCTION_TIMING } from './timing';

const ROUTE = 'Aws.LambdaTrafficRoutingStage';
let journal: JournalDatabase;
let watched: WatchedJournal;
let bench: StageBench;

/** Every stage, a cancelled rollout, a restarted one, and what the engine queries in between. */
async function askEverything(): Promise<void> {
  for (const key of ['v1.zip', 'v2.zip']) {
    await bench.putCode(key, key);
    await bench.run('Aws.LambdaDeploymentStage', deploymentOf(key), { executionId: key });
  }
  const gradual = {
    aliasName: 'live',
    deploymentStrategy: '$GRADUAL',
    steps: [{ weightPercent: 10, holdSeconds: 600 }],
  };
  const rollout = await bench.begin(ROUTE, gradual, { executionId: 'v2.zip', stageId: 'rollout' });
  await bench.begin(ROUTE, gradual, { executionId: 'v2.zip', stageId: 'rollout', attempt: 2 });
  await bench.ended(rollout);
  await bench.engine.cancel('rollout', undefined);
  await bench.run(
    ROUTE,
    {
      aliasName: 'live',
      deploymentStrategy: '$WEIGHTED',
      versionNameA: '$LATEST',
      trafficPercentA: 10,
      versionNameB: '$PREVIOUS',
    },
    { executionId: 'v2.zip' },
  );
  await bench.run(
    ROUTE,
    { aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' },
    { executionId: 'v2.zip' },
  );
  await bench.run('Aws.LambdaDeleteStage', { version: '$PREVIOUS' }, { executionId: 'v2.zip' });
  await bench.run('Aws.LambdaInvokeStage', { aliasName: 'live' }, { executionId: 'v2.zip' });
  await bench.run(
    'Aws.LambdaUpdateCodeStage',
    { s3bucket: 'builds', s3key: 'v1.zip', publish: true },
    { executionId: 'other' },
  );
  const { database } = watched;
  await dueOperations(database, 1, 10);
  await nextDueAt(database, 'owner');
  await renewLeases(database, 'owner', ['a', 'b'], 1);
  await wakeOverdue(database, 1, 1);
  await forgiveSilence(database, 1);
  await endFuture(database, 1, 2);
  await noteAsked(database, ['a', 'b'], 1);
  await attemptsBefore(database, 'rollout', 2);
  await askForOutcomes(database);
  await askForEvents(database);
  await sweepJournal(database, PRODUCTION_TIMING, pinsForgottenBefore(PRODUCTION_TIMING, 0));
}

/** The background work that tells Orca how cancelled operations ended. */
async function askForOutcomes(database: JournalDatabase): Promise<void> {
  const untold = database.updateTable('operations').set({ tell_orca_at: 1 });
  await untold
    .where('id', 'in', (cancelled) =>
      cancelled.selectFrom('operations').select('id').where('stage_id', '=', 'rollout').where('attempt', '=', 2),
    )
    .execute();
  const store = outcomesToTell(database, testSealer());
  for (const stage of await store.take(1, () => 2)) {
    await store.outcome(stage);
    await store.settle(stage);
  }
}

/** The background work that delivers events. */
async function askForEvents(database: JournalDatabase): Promise<void> {
  const store = eventOutbox(database),
    now = Number.MAX_SAFE_INTEGER;
  await store.oldestWrittenAt();
  for (const event of await store.take('receiver', now, { atMost: 10, againAt: 1 })) {
    await store.postpone(event, 1);
    await store.settle(event);
  }
  await store.dropWrittenBefore(now);
}

describe.each(JOURNAL_KINDS)('a journal in %s', (kind) => {
  const journals = useJournals(kind);
  beforeAll(async () => {
    journal = await openJournal((await journals.next()) ?? ':memory:');
    watched = watchQueries(journal);
    const events = { source: 'http://lambda-stages', receivers: [{ key: 'receiver' }], onWritten: () => undefined };
    bench = await startBench({ engine: { database: watched.database, events } });
    await askEverything();
  });

  afterAll(async () => {
    await bench.close();
    await journal.destroy();
  });

  it('scans no table whose size grows with finished work', async () => {
    const scans = await Promise.all(
      watched.queries().map(async (query) => ({ query: query.sql, scanned: await tablesScanned(journal, query) })),
    );

    expect(scans.length).toBeGreaterThan(40);
    expect(scans.filter(({ scanned }) => scanned.length > 0)).toEqual([]);
  });

  it('would notice a query that does', async () => {
    await watched.database.selectFrom('operations').select('id').where('stage_name', '=', 'Deploy').execute();

    const query = watched.queries().find(({ sql }) => sql.includes('where "stage_name" = '));

    expect(query === undefined ? undefined : await tablesScanned(journal, query)).toEqual(['operations']);
  });

  it.each([
    ['due operations', 'order by "due_at" limit', 'operations_due'],
    ['leases of other replicas', 'order by "lease_until" limit', 'operations_leased'],
    ['operations that ended long ago', 'delete from "operations"', 'operations_ended'],
    ['outcomes that Orca has not seen', 'order by "tell_orca_at" limit', 'operations_to_tell'],
    ['events that are due', 'from "events" as "event"', 'events_due'],
    ['earlier events of the same operation', 'from "events" as "event"', 'events_of_operation'],
    ['events that are left', 'min("written_at")', 'events_left'],
    ['values of old pins', 'update "pins" set "value"', 'pins_kept'],
    ['keys of expired pins', 'delete from "pins"', 'pins_expired'],
  ])('finds %s by the index that was made for it', async (_what, words, index) => {
    const query = watched.queries().find(({ sql }) => sql.includes(words));

    expect((await planLines(journal, query ?? never())).join('\n')).toContain(index);
  });
});

function never(): never {
  throw new Error('The query was not asked.');
}
