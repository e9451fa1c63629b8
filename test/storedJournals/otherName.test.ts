import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finishJournal } from './finishJournal';
import { clockFrom, JOURNAL_KINDS, startPresentEngine, TARGET, useJournals, type PresentEngine } from './presentEngine';
import { readSituation, releaseVersions } from './storedJournal';
import { writePostgres, writeSqlite } from './storedTables';
import { lookAtWorld, startWorld, writeWorld, type StrictLambda } from './storedWorld';

const SECOND_NAME = 'second-name';
/** Of the second build, as the stored rollout. */
const MOVE = { account: SECOND_NAME, aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '2' };

let folder: string, lambda: StrictLambda, engine: PresentEngine;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'other-name-'));
});
afterEach(async () => {
  await engine.stop();
  await lambda.close();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(JOURNAL_KINDS)('a rollout that an earlier release left in a hold, in %s', (kind) => {
  const journals = useJournals(kind);

  it.each(releaseVersions())('%s: keeps its claim on the alias under another name of its account', async (version) => {
    const { release, journal, aws } = readSituation(version, 'gradual-in-hold');
    const url = await journals.empty(),
      file = join(folder, 'journal.sqlite'),
      stateDir = join(folder, 'lambda');
    writeWorld(stateDir, aws);
    if (url === undefined) writeSqlite(file, release.sqliteSchema, journal.tables);
    else await writePostgres(url, release.postgresSchema, journal.tables);
    const clock = clockFrom(journal.takenAt);
    lambda = await startWorld(stateDir, clock);
    engine = await startPresentEngine({
      ...{ journal: url ?? file, lambdaUrl: lambda.url, clock, sealingKey: release.sealingKey },
      accountNames: [TARGET.account, SECOND_NAME],
    });

    const id = await engine.begin({
      type: 'Aws.LambdaTrafficRoutingStage',
      executionId: 'execution-of-another-name',
      stageId: 'Move',
      context: MOVE,
    });
    const { Move, Rollout } = await finishJournal(engine, clock, { ...journal.operations, Move: id });

    expect([Move?.failure?.code, Rollout?.status]).toEqual(['busy', 'SUCCEEDED']);
    expect((await lookAtWorld(lambda, aws.builds)).aliases).toEqual({ live: { 2: 100 } });
  });
});
