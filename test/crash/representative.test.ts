import { boundaryWords } from './boundary';
import { sqliteJournal } from './crashJournal';
import { cellsOf, COLUMNS, inParallel, runCells, type Cell } from './crashMatrix';
import { startCrashRun, type CrashRun } from './crashRun';
import type { CrashStage } from './crashStage';
import { CRASH_STAGES } from './crashStages';
import { wrongLine } from './printMatrix';

/** A stage of each kind; `npm run test:crash` runs all of them, at every boundary. */
const STAGES = ['Deployment, code', 'Route $BLUEGREEN failing, revertAndDeleteCandidate', 'Invoke once', 'Delete one version'];
/** Where what is known and what has happened differ most. */
const POINTS: ReadonlySet<string> = new Set(['afterIntent', 'afterCall']);

let run: CrashRun, cells: Cell[];
beforeAll(async () => {
  run = await startCrashRun();
  const stages = STAGES.flatMap((title): CrashStage[] => CRASH_STAGES.filter((stage) => stage.title === title));
  cells = (await inParallel(stages, 4, (stage) => cellsOf(run, sqliteJournal, stage))).flat();
});
afterAll(() => run.close());

const cellName = ({ stage, boundary, column }: Cell): string => `${stage.title} | ${boundary.step} | ${boundaryWords(boundary)} | ${column}`;

it('has a cell for every boundary of every step, failure policy included, in both columns', () => {
  const names = cells.filter((cell) => cell.stage.title === STAGES[1]).map(cellName);

  const steps = ['healthCheck', 'revert', 'deleteCandidate'].flatMap((step) => ['before intent', 'after intent', 'after call, result not written', 'after result'].map((words) => ({ step, words })));
  const ends = [{ step: 'plan', words: 'before reading' }, { step: 'plan', words: 'after reading, plan not written' }, ...steps, { step: 'end', words: 'after the end is written' }];
  expect(names).toEqual(ends.flatMap(({ step, words }) => COLUMNS.map((column) => `${STAGES[1]} | ${step} | ${words} | ${column}`)));
});

it('a process killed with -9 where an intent has no result leaves nothing lost and nothing done twice', async () => {
  const chosen = cells.filter((cell) => POINTS.has(cell.boundary.point));

  const results = await runCells(run, chosen, 6);

  expect(results.filter((result) => result.wrong !== undefined).map(wrongLine)).toEqual([]);
  expect(results.length).toBeGreaterThan(20);
}, 180_000);
