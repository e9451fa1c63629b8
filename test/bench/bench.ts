import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { benchEvidence, benchStageEvidence } from './evidenceBench';
import { historyBench } from './historyBench';
import { loadBench } from './loadBench';
import { manyDeployments } from './manyDeployments';
import { looksBench } from './sharedLooks';
import { stageBench } from './stageBench';
import { fixed, say } from './tableOf';
import { watchedLoadBench } from './watchedLoadBench';

/** The parts, in order; `npm run bench -- load` runs one of them. */
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  stages: stageBench,
  history: historyBench,
  many: () =>
    manyDeployments([
      { deployments: 100, scale: 1 },
      { deployments: 100, scale: 10 },
      { deployments: 500, scale: 10 },
    ]),
  load: loadBench,
  watched: watchedLoadBench,
  evidence: () => {
    benchEvidence();
    return Promise.resolve();
  },
  'stage-evidence': benchStageEvidence,
  looks: looksBench,
};
/** Takes five minutes; only runs if it is named. */
const ON_DEMAND: typeof PARTS = { 'many-500': () => manyDeployments([{ deployments: 500, scale: 1 }]) };

/** A busy machine makes every figure worse, so the table says how busy it was. */
const machine = (): string =>
  `${cpus()[0]?.model ?? 'unknown CPU'}, ${availableParallelism()} cores, ${fixed(totalmem() / 2 ** 30, 0)} GB, Node ${process.version}; ${fixed(loadavg()[0] ?? NaN, 1)} processes were waiting or running at the start`;

async function run(names: readonly string[]): Promise<void> {
  const parts = { ...PARTS, ...ON_DEMAND };
  const unknown = names.filter((name) => !(name in parts));
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(', ')}; the parts are ${Object.keys(parts).join(', ')}.`);
  say(machine());
  for (const name of names.length > 0 ? names : Object.keys(PARTS)) await parts[name]?.();
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
