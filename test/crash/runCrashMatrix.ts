import { median } from '../bench/tableOf';
import { sqliteJournal, type CrashJournal } from './crashJournal';
import { cellsOf, inParallel, runCells, type Cell, type CellResult } from './crashMatrix';
import { startCrashRun, type CrashRun } from './crashRun';
import { CRASH_STAGES } from './crashStages';
import { LEGEND, matrixTable, wrongLine } from './printMatrix';
import { productionLeaseCells, PRODUCTION_LEASE_MS } from './productionLease';

/** Two cores are busy with so many: each cell waits most of its time for a lease, a hold or AWS. */
const AT_A_TIME = Number(process.env['CRASH_CELLS_AT_A_TIME'] ?? 10);
const print = (text: string): void => { process.stdout.write(`${text}\n`); };

/** Another journal is another entry here. */
const openJournals = (): Promise<CrashJournal[]> => Promise.resolve([sqliteJournal]);

/** Runs the whole matrix, or the stages whose title has the given words, or those of a journal, and prints it. Exit code 1 when a cell is wrong or missing. */
async function main(words: string): Promise<void> {
  const begun = performance.now();
  const run = await startCrashRun();
  const journals: CrashJournal[] = [];
  const close = async (): Promise<void> => {
    await run.close();
    await Promise.all(journals.map((journal) => journal.close()));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void close().finally(() => process.exit(1)); });
  try {
    journals.push(...await openJournals());
    const cells = await allCells(run, journals, words);
    const long = words === '' ? runCells(run, productionLeaseCells(cells), 6, undefined, PRODUCTION_LEASE_MS) : Promise.resolve([]);
    const results = await runCells(run, cells, AT_A_TIME, (result) => { if (result.wrong !== undefined) print(wrongLine(result)); });
    print(matrixTable(results));
    print(`\n${LEGEND}\n`);
    conclude(results, await long, performance.now() - begun);
  } finally {
    await close();
  }
}

async function allCells(run: CrashRun, journals: readonly CrashJournal[], words: string): Promise<Cell[]> {
  const rows = journals.flatMap((journal) => CRASH_STAGES.filter((stage) => stage.title.includes(words) || journal.name === words).map((stage) => ({ journal, stage })));
  const cells = await inParallel(rows, AT_A_TIME, ({ journal, stage }) => cellsOf(run, journal, stage).catch((error: unknown) => {
    // Without its run, the cells of a stage are missing, which is no better than wrong.
    process.exitCode = 1;
    print(`MISSING ${journal.name} | ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }));
  return cells.flat();
}

function conclude(results: readonly CellResult[], long: readonly CellResult[], tookMs: number): void {
  const wrong = [...results, ...long].filter((result) => result.wrong !== undefined);
  for (const result of long) if (result.wrong !== undefined) print(wrongLine(result));
  for (const { journal, stage, boundary, run } of long) print(`Lease of ${PRODUCTION_LEASE_MS / 1000} s: ${journal.name}, ${stage.title}, ${boundary.step}: ended ${((run?.killedToEndedMs ?? NaN) / 1000).toFixed(1)} s after the kill`);
  const starts = [...results, ...long].flatMap((result) => result.run?.startsMs ?? []);
  print(`Crash matrix: ${results.length + long.length} cells, ${wrong.length} wrong; ${Math.round(tookMs / 1000)} s, ${AT_A_TIME} cells at a time, a process starts in ${Math.round(median(starts))} ms (median)`);
  if (wrong.length > 0 || results.length === 0) process.exitCode = 1;
}

void main(process.argv[2] ?? '');
