import { seededRandom } from 'strict-lambda/src/random';
import type { Execution } from '../../sandbox/src/orca';
import { polledAt } from '../trust/orcaWorld';
import { armFaults, killAtRandom } from './disturb';
import { createFunction, liveOn, type Rollout } from './functionLife';
import { brokenInvariants } from './invariants';
import { startKillWorld, type KillJournal } from './killWorld';

const FUNCTIONS = 8;

/**
 * Kills the sidecar at random moments while Orca runs pipelines on several functions and AWS fails in every way that
 * passes, then checks that nothing happened twice, nothing was lost, and nobody was overwritten. Arguments: kills, seed,
 * and `SQLite` or `PostgreSQL`, by default 60 and 40 on both. Exit code 1 if an invariant is broken.
 */
async function main([kills, seed = String(Date.now() % 100_000), only]: string[]): Promise<void> {
  const runs: [KillJournal, number][] = [
    ['SQLite', Number(kills ?? 60)],
    ['PostgreSQL', Number(kills ?? 40)],
  ];
  let broken = 0;
  for (const [journal, count] of runs)
    if (only === undefined || only === journal) broken += await killMany(journal, count, Number(seed));
  if (broken > 0) process.exitCode = 1;
}

async function killMany(journal: KillJournal, kills: number, seed: number): Promise<number> {
  const begun = performance.now();
  const random = seededRandom(seed);
  const world = await startKillWorld(journal);
  try {
    const names = Array.from({ length: FUNCTIONS }, (_, index) => `checkout-${index + 1}`);
    await Promise.all(names.map((name) => createFunction(world, name)));
    const rollouts: Rollout[] = [];
    let isOver = false;
    const lives = names.map((name) =>
      liveOn(
        world,
        name,
        random,
        () => isOver,
        (rollout) => rollouts.push(rollout),
      ),
    );
    const faults = armFaults(world.lambda, random, () => isOver);
    const killing = killAtRandom(world.replicas, random, kills, (count) => {
      if (count % 10 === 0) process.stdout.write(`${journal}: ${count} kills, ${rollouts.length} pipelines over\n`);
    }).finally(() => {
      isOver = true;
    });
    const [armed] = await Promise.all([faults, killing, ...lives]);
    const broken = await brokenInvariants(world, rollouts);
    for (const wrong of broken) process.stdout.write(`BROKEN ${journal} | ${wrong}\n`);
    process.stdout.write(
      `Random kills, ${journal}, seed ${seed}: ${kills} kills, ${armed} faults armed, ${summary(rollouts)}, ${broken.length} invariants broken; ${Math.round((performance.now() - begun) / 1000)} s\n`,
    );
    return broken.length;
  } finally {
    await world.close();
  }
}

/** Ends of the pipelines, and what somebody did to them. */
function summary(rollouts: readonly Rollout[]): string {
  const counts = new Map<string, number>();
  for (const { execution, event, foreign } of rollouts) {
    const happened = event === 'foreignMove' && foreign === undefined ? 'nothing' : event;
    const words = `${execution.status}${failuresOf(execution)}${happened === 'nothing' ? '' : ` after ${happened}`}`;
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return `${rollouts.length} pipelines (${[...counts].map(([words, count]) => `${count} ${words}`).join(', ')})`;
}

/** Codes of the failures that Orca has seen. */
function failuresOf({ stages }: Execution): string {
  const codes = stages.flatMap((stage) => polledAt(stage, 'failure', 'code') ?? []);
  return codes.length === 0 ? '' : ` (${codes.map(String).join(', ')})`;
}

void main(process.argv.slice(2));
