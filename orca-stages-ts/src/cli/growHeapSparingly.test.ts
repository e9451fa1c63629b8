import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** In a process of its own, because the setting is for a whole process: much garbage beside what stays alive. */
const script = (setting: string): string => `
const { growHeapSparingly } = require(${JSON.stringify(join(__dirname, 'growHeapSparingly.ts'))});
${setting};
const alive = Array.from({ length: 200_000 }, (_, index) => ({ index, text: 'x'.repeat(80) + index }));
const soonDead = [];
let most = 0;
for (let count = 0; count < 4_000_000; count += 1) {
  soonDead[count % 150_000] = { count, list: [count] };
  if (count % 20_000 === 0) most = Math.max(most, process.memoryUsage().heapUsed);
}
console.log(JSON.stringify({ alive: alive.length, most }));
`;

const measure = async (setting: string): Promise<{ alive: number; most: number }> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', script(setting)]);
  return JSON.parse(stdout) as { alive: number; most: number };
};

it('keeps the heap smaller than V8 would, with as much alive', async () => {
  const sparingly = await measure('growHeapSparingly()');
  const usually = await measure('');

  expect([sparingly.alive, usually.alive]).toEqual([200_000, 200_000]);
  expect(sparingly.most).toBeLessThan(0.75 * usually.most);
});
