import { boundaryWords } from './boundary';
import { sqliteJournal, type CrashJournal } from './crashJournal';
import { cellsOf, COLUMNS, type Cell } from './crashMatrix';
import { startCrashRun, type CrashRun } from './crashRun';
import { CRASH_STAGES } from './crashStages';
import { inParallel } from './inParallel';
import { startPostgresJournal } from './postgresJournal';
import { wrongLine } from './printMatrix';
import { runCells } from './runCells';

/**
 * What only a killed process can show: what the journal keeps of it, and who notices its death. That a stage survives a crash at every
 * boundary, alone and together with whatever else can go wrong, is what the simulation shows; `npm run test:crash` runs every stage with
 * real kills, at every boundary, on both journals.
 */
const ON_SQLITE = ['Deployment, code'];
const WITH_POLICY = 'Route $BLUEGREEN failing, revertAndDeleteCandidate';
const ON_POSTGRES = [WITH_POLICY, 'Invoke once'];
/** Points at which what is known and what has happened differ most. */
const POINTS: ReadonlySet<string> = new Set(['afterIntent', 'afterCall']);

let run: CrashRun, postgres: CrashJournal, cells: Cell[];
beforeAll(async () => {
  [run, postgres] = await Promise.all([startCrashRun(), startPostgresJournal()]);
  const rows = [
    ...ON_SQLITE.map((title) => ({ journal: sqliteJournal, title })),
    ...ON_POSTGRES.map((title) => ({ journal: postgres, title })),
  ];
  const stages = rows.flatMap(({ journal, title }) =>
    CRASH_STAGES.filter((stage) => stage.title === title).map((stage) => ({ journal, stage })),
  );
  cells = (await inParallel(stages, 4, ({ journal, stage }) => cellsOf(run, journal, stage))).flat();
}, 300_000);
afterAll(async () => {
  await run.close();
  await postgres.close();
});

const cellName = ({ stage, boundary, column }: Cell): string =>
  `${stage.title} | ${boundary.step} | ${boundaryWords(boundary)} | ${column}`;

it('has a cell for every boundary of every step, failure policy included, in both columns', () => {
  const names = cells.filter((cell) => cell.stage.title === WITH_POLICY).map(cellName);

  const steps = ['healthCheck', 'revert', 'deleteCandidate'].flatMap((step) =>
    ['before intent', 'after intent', 'after call, result not written', 'after result'].map((words) => ({
      step,
      words,
    })),
  );
  const ends = [
    { step: 'plan', words: 'before reading' },
    { step: 'plan', words: 'after reading, plan not written' },
    ...steps,
    { step: 'end', words: 'after the end is written' },
  ];
  expect(names).toEqual(
    ends.flatMap(({ step, words }) => COLUMNS.map((column) => `${WITH_POLICY} | ${step} | ${words} | ${column}`)),
  );
});

it('a process killed with -9 when an intent has no result loses nothing and does nothing twice, whether it is started again or another replica takes over', async () => {
  const chosen = cells.filter((cell) => POINTS.has(cell.boundary.point));

  const results = await runCells(run, chosen, { worldsAtATime: 2 });

  expect(results.filter((result) => result.wrong !== undefined).map(wrongLine)).toEqual([]);
  expect(results.length).toBeGreaterThan(20);
}, 300_000);
