import { parseArgs } from 'node:util';
import { PLANTED_BUGS } from './plantedBugs';
import { runSeed } from './runSeed';
import { openSimParts } from './simParts';
import { runTasks, work, type SeedReport, type SimTask } from './simWorkers';

const WORKERS = 2;
const PLANTED_SEEDS = 2_000;

/**
 * Runs worlds that seeds decide, and checks the invariants. `--seed 7` replays one and shows its trace, `--seeds 1000` runs
 * many (from `--from`, by default 1), and `--planted` reports after how many seeds each planted bug is found (`--bug` for
 * one of them). Exit code 1 if an invariant is broken, or a planted bug is not found.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      planted: { type: 'boolean', default: false },
      bug: { type: 'string' },
      worker: { type: 'boolean', default: false },
    },
  });
  if (values.worker) return work();
  const from = Number(values.from);
  if (values.planted) return findPlanted(from, Math.min(Number(values.seeds), PLANTED_SEEDS), values.bug);
  if (values.seed !== undefined) return replay(Number(values.seed), values.bug);
  return runMany(from, Number(values.seeds));
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function showBroken({ seed, broken, lines }: SeedReport): void {
  for (const line of lines) say(line);
  for (const { invariant, what } of broken) say(`BROKEN ${invariant}: ${what}`);
  say(`Replay: npm run sim -- --seed ${seed}\n`);
}

/** Shows the whole trace of one world. */
async function replay(seed: number, bug: string | undefined): Promise<void> {
  const parts = await openSimParts();
  const sabotage = PLANTED_BUGS.find(({ name }) => name === bug)?.sabotage;
  const { broken, hash, lines } = await runSeed(parts, seed, sabotage);
  for (const line of lines) say(line);
  for (const { invariant, what } of broken) say(`BROKEN ${invariant}: ${what}`);
  say(`Seed ${seed}: ${broken.length} invariants broken, trace ${hash}`);
  await parts.close();
  if (broken.length > 0) process.exitCode = 1;
}

async function runMany(from: number, count: number): Promise<void> {
  const begun = performance.now();
  let broken = 0,
    run = 0;
  const tasks = Array.from({ length: WORKERS }, (_, index) => ({
    from: from + index,
    to: from + count,
    every: WORKERS,
  }));
  const cpuMs = await runTasks(tasks, WORKERS, (_task, report) => {
    run += 1;
    if (run % 500 === 0) say(`${run} seeds`);
    if (report.broken.length === 0) return;
    broken += 1;
    showBroken(report);
  });
  say(
    `${run} seeds from ${from}: ${broken} with broken invariants; ${Math.round((performance.now() - begun) / 1000)} s, ${Math.round(cpuMs / run)} ms of CPU for each`,
  );
  if (broken > 0) process.exitCode = 1;
}

async function findPlanted(from: number, count: number, only: string | undefined): Promise<void> {
  const bugs = PLANTED_BUGS.filter(({ name }) => only === undefined || name === only);
  const found = new Map<string, SeedReport>();
  const tasks = bugs.map(({ name }): SimTask => ({ from, to: from + count, every: 1, bug: name }));
  await runTasks(tasks, WORKERS, ({ bug = '' }, report) => {
    if (report.broken.length === 0) return;
    found.set(bug, report);
    say(`${bug}: seed ${report.seed}, ${report.broken[0]?.invariant}: ${report.broken[0]?.what}`);
  });
  say('\n| Planted bug | Found by seed | By the invariant |\n|---|---|---|');
  for (const { name, what } of bugs) {
    const report = found.get(name);
    say(
      `| ${what} | ${report?.seed ?? 'not found'} | ${report === undefined ? '' : `\`${report.broken[0]?.invariant}\``} |`,
    );
  }
  const missed = bugs.length - found.size;
  say(`\n${found.size} of ${bugs.length} planted bugs found within ${count} seeds each`);
  if (missed > 0) process.exitCode = 1;
}

void main();
