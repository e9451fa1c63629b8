import { openSimParts } from './simParts';
import { runSeed } from './runSeed';

async function main(): Promise<void> {
  const [first = '1', count = '1'] = process.argv.slice(2);
  const parts = await openSimParts();
  const begun = process.cpuUsage();
  for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
    const result = await runSeed(parts, seed);
    if (Number(count) === 1) process.stdout.write(`${result.lines.join('\n')}\n`);
    for (const { invariant, what } of result.broken) process.stdout.write(`${seed} ${invariant}: ${what}\n`);
    process.stdout.write(`${seed} ${result.hash}\n`);
  }
  const used = process.cpuUsage(begun);
  process.stdout.write(`${Math.round((used.user + used.system) / 1000 / Number(count))} ms CPU per seed\n`);
  await parts.close();
}

void main();
