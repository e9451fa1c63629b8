import { fork, type ChildProcess } from 'node:child_process';
import type { Broken } from './invariants';
import { PLANTED_BUGS } from './plantedBugs';
import { runSeed } from './runSeed';
import { scenarioOf } from './scenario';
import { bundleSimulation } from './simBundle';
import { openSimParts, type SimParts } from './simParts';

/** Seeds that a worker runs; with a planted bug, only until it is found. */
export interface SimTask {
  from: number;
  /** Exclusive. */
  to: number;
  /** Of how many seeds it runs one. */
  every: number;
  bug?: string;
}

/** What a worker says about one seed; the trace only if an invariant is broken. */
export interface SeedReport {
  seed: number;
  hash: string;
  broken: Broken[];
  lines: string[];
}

/** Worlds leave much garbage at once: in larger pages, most of it is gone before anybody has to copy it. */
const YOUNG_SPACE = '--max-semi-space-size=64';

type Message = { kind: 'seed'; report: SeedReport } | { kind: 'done'; cpuMs: number };

/** Runs tasks in processes of their own, as many at a time as there are workers; `onSeed` is told about every seed. Returns the CPU time that they took, in ms. */
export async function runTasks(
  tasks: readonly SimTask[],
  workers: number,
  onSeed: (task: SimTask, report: SeedReport) => void,
): Promise<number> {
  const waiting = [...tasks];
  let cpuMs = 0;
  const bundle = await bundleSimulation();
  await Promise.all(
    Array.from({ length: Math.min(workers, tasks.length) }, async () => {
      const child = fork(bundle, ['--worker'], { execArgv: [YOUNG_SPACE] });
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift())
        cpuMs += await runIn(child, task, onSeed);
      child.disconnect();
    }),
  );
  return cpuMs;
}

function runIn(
  child: ChildProcess,
  task: SimTask,
  onSeed: (task: SimTask, report: SeedReport) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null): void => reject(new Error(`A worker ended with ${code}.`));
    const hear = (message: Message): void => {
      if (message.kind === 'seed') onSeed(task, message.report);
      else {
        child.off('message', hear);
        child.off('exit', fail);
        resolve(message.cpuMs);
      }
    };
    child.on('message', hear);
    child.on('exit', fail);
    child.send(task);
  });
}

/** The life of a worker: it runs tasks until nobody sends any more. */
export async function work(): Promise<void> {
  const parts = await openSimParts();
  let running: Promise<void> = Promise.resolve();
  process.on('message', (task: SimTask) => {
    running = running.then(() => runTask(parts, task));
  });
  await new Promise((resolve) => {
    process.on('disconnect', resolve);
  });
  await running;
  await parts.close();
}

async function runTask(parts: SimParts, { from, to, every, bug }: SimTask): Promise<void> {
  const { sabotage, onlyWatched } = PLANTED_BUGS.find(({ name }) => name === bug) ?? {};
  const before = process.cpuUsage();
  for (let seed = from; seed < to; seed += every) {
    if (onlyWatched === true && scenarioOf(seed).watches !== true) continue;
    const { hash, broken, lines } = await runSeed(parts, seed, sabotage);
    const report = { seed, hash, broken, lines: broken.length > 0 ? lines : [] };
    process.send?.({ kind: 'seed', report } satisfies Message);
    if (bug !== undefined && broken.length > 0) break;
  }
  const { user, system } = process.cpuUsage(before);
  process.send?.({ kind: 'done', cpuMs: (user + system) / 1000 } satisfies Message);
}
