import { median } from '../bench/tableOf';
import { sqliteJournal, type CrashJournal } from './crashJournal';
import { cellsOf, type Cell } from './crashMatrix';
import { startCrashRun, type CrashRun } from './crashRun';
import { CRASH_STAGES } from './crashStages';
import { inParallel } from './inParallel';
import { startPostgresJournal } from './postgresJournal';
import { LEGEND, matrixTable, wrongLine } from './printMatrix';
import { productionLeaseCells, PRODUCTION_LEASE_MS } from './productionLease';
import { runCells, type CellResult } from './runCells';
import { LEASE_MS } from './timing';

/** This many processes with cells keep two cores busy: each waits most of its time for a lease, a hold or AWS. */
const WORLDS_AT_A_TIME = Number(process.env['CRASH_WORLDS_AT_A_TIME'] ?? 4);
/** How many stages make their undisturbed run at a time. */
const TRACES_AT_A_TIME = 8;
/** Cells between two progress reports. */
const SAY_EVERY = 100;
let isStopped = false;
const print = (text: string): void => {
  if (!isStopped) process.stdout.write(`${text}\n`);
};

/** Another journal is another entry here. */
const openJournals = async (): Promise<CrashJournal[]> => [sqliteJournal, await startPostgresJournal()];

/**
 * Runs the whole matrix, or the part with the given words in "journal, title of the stage", and prints it. Exit code 1
 * if a cell is wrong or missing.
 */
async function main(words: string): Promise<void> {
  const begun = performance.now();
  const run = await startCrashRun();
  const journals: CrashJournal[] = [];
  let closing: Promise<unknown> | undefined;
  const close = (): Promise<unknown> =>
    (closing ??= run.close().then(() => Promise.all(journals.map((journal) => journal.close()))));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      isStopped = true;
      void close().finally(() => process.exit(1));
    });
  try {
    journals.push(...(await openJournals()));
    const { cells, missing } = await allCells(run, journals, words);
    print(`${cells.length} cells, after ${secondsSince(begun)} s`);
    const long =
      words === ''
        ? runCells(run, productionLeaseCells(cells), { worldsAtATime: 6, leaseMs: PRODUCTION_LEASE_MS })
        : Promise.resolve([]);
    let done = 0;
    const onResult = (result: CellResult): void => {
      if (result.wrong !== undefined) print(wrongLine(result));
      if (++done % SAY_EVERY === 0) print(`${done} of ${cells.length} cells, ${secondsSince(begun)} s`);
    };
    const results = await runCells(run, cells, { worldsAtATime: WORLDS_AT_A_TIME, onResult });
    print(matrixTable(inOrder(cells, results)));
    print(`\n${LEGEND}\n`);
    conclude({
      results,
      long: await long,
      missing: missing + cells.length - results.length,
      tookMs: performance.now() - begun,
    });
  } finally {
    await close();
  }
}

const secondsSince = (begun: number): number => Math.round((performance.now() - begun) / 1000);

/** Results in the order of the matrix; they arrive in the order in which cells end. */
function inOrder(cells: readonly Cell[], results: readonly CellResult[]): CellResult[] {
  const places = new Map(cells.map(({ expected }, place) => [expected, place]));
  return [...results].sort((one, other) => (places.get(one.expected) ?? 0) - (places.get(other.expected) ?? 0));
}

async function allCells(
  run: CrashRun,
  journals: readonly CrashJournal[],
  words: string,
): Promise<{ cells: Cell[]; missing: number }> {
  const rows = journals.flatMap((journal) =>
    CRASH_STAGES.filter((stage) => `${journal.name}, ${stage.title}`.includes(words)).map((stage) => ({
      journal,
      stage,
    })),
  );
  const cells = await inParallel(rows, TRACES_AT_A_TIME, ({ journal, stage }) =>
    cellsOf(run, journal, stage).catch((error: unknown) => {
      // Without its run, the cells of a stage are missing, which is as bad as wrong.
      print(`MISSING ${journal.name} | ${stage.title} | ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }),
  );
  return {
    cells: cells.flatMap((ofStage) => ofStage ?? []),
    missing: cells.filter((ofStage) => ofStage === undefined).length,
  };
}

interface Conclusion {
  results: readonly CellResult[];
  long: readonly CellResult[];
  /** Stages without cells, and cells without a result; each counts as wrong. */ missing: number;
  tookMs: number;
}

function conclude({ results, long, missing, tookMs }: Conclusion): void {
  const all = [...results, ...long];
  for (const result of long) if (result.wrong !== undefined) print(wrongLine(result));
  for (const { journal, stage, boundary, run } of long)
    print(
      `Lease of ${PRODUCTION_LEASE_MS / 1000} s: ${journal.name}, ${stage.title}, ${boundary.step}: ended ${((run?.killedToEndedMs ?? NaN) / 1000).toFixed(1)} s after the kill`,
    );
  const wrong = all.filter((result) => result.wrong !== undefined).length + missing;
  const again = all.reduce((sum, { run }) => sum + (run?.tries ?? 1) - 1, 0);
  const longer = results.filter(({ run }) => (run?.leaseMs ?? LEASE_MS) > LEASE_MS).length;
  const starts = all.flatMap((result) => result.run?.startMs ?? []);
  print(
    `Crash matrix: ${all.length + missing} cells, ${wrong} wrong; ${Math.round(tookMs / 1000)} s, ${WORLDS_AT_A_TIME} processes with cells at a time, ${again} begun again, ${longer} with a lease of more than ${LEASE_MS} ms, a process starts in ${Math.round(median(starts))} ms (median)`,
  );
  if (wrong > 0 || all.length === 0) process.exitCode = 1;
}

void main(process.argv[2] ?? '');
