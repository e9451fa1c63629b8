import { isDeepStrictEqual } from 'node:util';
import { difference, type Cell } from './crashMatrix';
import type { CrashRun } from './crashRun';
import { inParallel } from './inParallel';
import { MOST_PLACES } from './preparedWorld';
import { runTogether, type DeathRun } from './runTogether';
import { LEASE_MS } from './timing';

/** The result of one cell. */
export interface CellRun extends DeathRun {
  /** How often it was started. */ tries: number;
  leaseMs: number;
}
/** A cell that has run; `wrong` says how it differs from what is expected. */
export interface CellResult extends Cell {
  run?: CellRun;
  wrong?: string;
}
/**
 * How to run cells: the number of processes with cells at a time; `leaseMs` only if it differs from the matrix's own
 * short one.
 */
export interface RunOptions {
  worldsAtATime: number;
  onResult?(result: CellResult): void;
  leaseMs?: number;
}

/**
 * How often to try a cell whose process was so slow that the change it should have died waiting for had settled
 * before its first look, or that another replica took it for dead.
 */
const TRIES = 8;
/** A lease longer than any pause that a busy machine makes. */
const LONGEST_LEASE_MS = 8_000;

/**
 * Runs cells, with the same starting point together. A cell that cannot be run counts as wrong. Their order is not
 * kept.
 */
export async function runCells(run: CrashRun, cells: readonly Cell[], options: RunOptions): Promise<CellResult[]> {
  const results: CellResult[] = [];
  const settle = (result: CellResult): void => {
    results.push(result);
    options.onResult?.(result);
  };
  let open = [...cells];
  for (let tries = 1; open.length > 0; tries++) {
    const leaseMs = options.leaseMs ?? leaseOfTry(tries),
      again: Cell[] = [];
    await inParallel(groupsOf(open), options.worldsAtATime, async (group) => {
      for (const result of await runGroup(run, group, leaseMs, tries)) {
        if (result.run !== undefined || result.wrong !== undefined) settle(result);
        else if (tries === TRIES)
          settle({ ...result, wrong: `No process came to this boundary by itself in ${TRIES} tries.` });
        else again.push(result);
      }
    });
    open = again;
  }
  return results;
}

/** From the third attempt on, the lease is longer: the machine is too busy for half a second. */
const leaseOfTry = (tries: number): number => Math.min(LEASE_MS * 2 ** Math.max(0, tries - 2), LONGEST_LEASE_MS);

/** Cells of one starting point, one journal and one column, as many as a world has places for. */
function groupsOf(cells: readonly Cell[]): Cell[][] {
  const groups: Cell[][] = [];
  for (const cell of cells) {
    const {
      stage: { before },
      journal,
      column,
    } = cell;
    const group = groups.find(
      (each) =>
        each.length < MOST_PLACES &&
        each.every((other) => other.stage.before === before && other.journal === journal && other.column === column),
    );
    if (group === undefined) groups.push([cell]);
    else group.push(cell);
  }
  return groups;
}

async function runGroup(run: CrashRun, cells: readonly Cell[], leaseMs: number, tries: number): Promise<CellResult[]> {
  const [first] = cells;
  if (first === undefined) return [];
  const ends = await runTogether({
    run,
    journal: first.journal,
    before: first.stage.before,
    column: first.column,
    leaseMs,
    deaths: cells,
  }).catch((error: unknown) => cells.map(() => ({ status: 'rejected' as const, reason: error })));
  return cells.map((cell, index) => {
    const end = ends[index];
    if (end?.status !== 'fulfilled') return { ...cell, wrong: wordsOf(end?.reason) };
    if (end.value === undefined) return cell;
    const came: CellResult = { ...cell, run: { ...end.value, tries, leaseMs } };
    return isDeepStrictEqual(end.value.end, cell.expected)
      ? came
      : { ...came, wrong: difference(cell.expected, end.value.end) };
  });
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
