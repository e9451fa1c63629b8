import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** In a process of its own, because the setting is for a whole process: much garbage beside what stays alive. */
const SCRIPT = `
const { growHeapSparingly } = require(${JSON.stringify(join(__dirname, 'growHeapSparingly.ts'))});
growHeapSparingly();
const alive = Array.from({ length: 200_000 }, (_, index) => ({ index, text: 'x'.repeat(80) + index }));
const usedBytes = () => process.memoryUsage().heapUsed;
const atFirst = usedBytes();
const soonDead = [];
let most = 0;
for (let count = 0; count < 4_000_000; count += 1) {
  soonDead[count % 150_000] = { count, list: [count] };
  if (count % 20_000 === 0) most = Math.max(most, usedBytes());
}
console.log(JSON.stringify({ alive: alive.length, atFirst, most }));
`;

it('keeps the heap within about twice what is alive, whatever memory the machine has', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', SCRIPT]);

  const { alive, atFirst, most } = JSON.parse(stdout) as { alive: number; atFirst: number; most: number };
  expect(alive).toBe(200_000);
  expect(most / atFirst).toBeLessThan(3);
});
