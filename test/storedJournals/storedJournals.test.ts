import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finishJournal } from './finishJournal';
import {
  clockFrom,
  documentsNotUnderstood,
  JOURNAL_KINDS,
  startPresentEngine,
  useJournals,
  type Outcome,
} from './presentEngine';
import {
  readSituation,
  releaseVersions,
  RELEASE_FILES,
  SITUATION_FILES,
  situationNames,
  type ExpectedOperation,
  type Situation,
} from './storedJournal';
import { writePostgres, writeSqlite } from './storedTables';
import { lookAtWorld, startWorld, writeWorld, type WorldSeen } from './storedWorld';

const CASES = releaseVersions().flatMap((version) => situationNames(version).map((name) => ({ version, name })));

/** The result of a journal. */
interface Seen extends WorldSeen {
  operations: Record<string, ExpectedOperation>;
  runs: number;
}

const endOf = ({ status, failure, revertTimer }: Outcome): ExpectedOperation => ({
  status,
  failureCode: failure?.code ?? null,
  revertTimer: revertTimer?.state ?? null,
});

/** Restores AWS and the journal as they were stored, and lets the current engine finish it. */
async function finish(
  { release, journal, aws, expected }: Situation,
  folder: string,
  url: string | undefined,
): Promise<Seen> {
  const stateDir = join(folder, 'lambda'),
    file = join(folder, 'journal.sqlite');
  writeWorld(stateDir, aws);
  if (url === undefined) writeSqlite(file, release.sqliteSchema, journal.tables);
  else await writePostgres(url, release.postgresSchema, journal.tables);
  const clock = clockFrom(journal.takenAt);
  const lambda = await startWorld(stateDir, clock);
  const engine = await startPresentEngine({
    journal: url ?? file,
    lambdaUrl: lambda.url,
    clock,
    sealingKey: release.sealingKey,
  });
  try {
    const operations = { ...journal.operations };
    let outcomes = await finishJournal(engine, clock, operations);
    const runs = lambda.calls().filter(({ operation, acted }) => operation === 'Invoke' && acted).length;
    for (const request of expected.afterwards) {
      operations[request.stageId] = await engine.begin(request);
      outcomes = await finishJournal(engine, clock, operations);
    }
    const ends = Object.entries(outcomes).map(([name, outcome]) => [name, endOf(outcome)]);
    return { operations: Object.fromEntries(ends), runs, ...(await lookAtWorld(lambda, aws.builds)) };
  } finally {
    await engine.stop();
    await lambda.close();
  }
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stored-journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(JOURNAL_KINDS)('a journal that an earlier release left in %s', (kind) => {
  const journals = useJournals(kind);

  it.each(CASES)('$version, $name: ends as it should', async ({ version, name }) => {
    const situation = readSituation(version, name);
    const { because, afterwards, ...expected } = situation.expected;

    const seen = await finish(situation, folder, await journals.empty());

    expect({ because, ...seen }).toEqual({ because, ...expected });
    expect(afterwards.filter(({ stageId }) => !(stageId in seen.operations))).toEqual([]);
  });
});

describe('the stored journals', () => {
  it('include those of at least one release', () => {
    expect(CASES).not.toEqual([]);
  });

  it('are in the order of their versions, not of their names', () => {
    for (const version of ['0.10.0', '0.2.0', '0.9.1']) mkdirSync(join(folder, version));

    const versions = releaseVersions(folder);

    expect(versions).toEqual(['0.2.0', '0.9.1', '0.10.0']);
  });

  it.each(CASES)('$version, $name: contains no document that the current code cannot read', ({ version, name }) => {
    const { journal, release } = readSituation(version, name);

    const misread = documentsNotUnderstood(journal.tables, release.sealingKey);

    expect(misread).toEqual([]);
  });

  it.each([...Object.values(SITUATION_FILES), ...Object.values(RELEASE_FILES)])(
    'name the file if %s is missing',
    (missing) => {
      mkdirSync(join(folder, '9.9.9', 'in-hold'), { recursive: true });
      const world = { aliases: {}, versions: {} };
      const texts: Record<string, string> = {
        ...Object.fromEntries(Object.values(RELEASE_FILES).map((file) => [file, 'text'])),
        'expected.json': JSON.stringify({ because: 'a reason', operations: {}, ...world }),
      };
      for (const file of Object.values(RELEASE_FILES))
        if (file !== missing) writeFileSync(join(folder, '9.9.9', file), texts[file] ?? '');
      for (const file of Object.values(SITUATION_FILES))
        if (file !== missing) writeFileSync(join(folder, '9.9.9', 'in-hold', file), texts[file] ?? '{}');

      const reading = (): Situation => readSituation('9.9.9', 'in-hold', folder);

      expect(reading).toThrow(`lacks ${missing}`);
    },
  );

  it('say what is wrong with malformed expectations', () => {
    mkdirSync(join(folder, '9.9.9', 'in-hold'), { recursive: true });
    writeFileSync(
      join(folder, '9.9.9', 'in-hold', SITUATION_FILES.expected),
      JSON.stringify({ because: 'a reason', aliases: {}, versions: {}, operation: {} }),
    );

    const reading = (): Situation => readSituation('9.9.9', 'in-hold', folder);

    expect(reading).toThrow(/9\.9\.9\/in-hold\/expected\.json: .*operation/s);
  });
});
