import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipOf } from '../zip/zipOf';

/** A function whose calls stay in flight until the test lets them end. */
export interface HeldHandler {
  zip: Uint8Array;
  /** How many calls have begun. */
  runs(): number;
  /** Lets all calls end, those that are in flight and later ones. */
  release(): void;
}

/** Makes one; handler processes and the test meet in the folder. */
export function heldHandler(folder: string): HeldHandler {
  const runs = join(folder, 'runs.txt'),
    released = join(folder, 'released.txt');
  return {
    zip: zipOf({
      'index.js': `const { appendFileSync, existsSync } = require('node:fs');
exports.handler = async () => {
  appendFileSync(${JSON.stringify(runs)}, '.');
  while (!existsSync(${JSON.stringify(released)})) await new Promise((resolve) => setTimeout(resolve, 5));
  return {};
};`,
    }),
    runs: () => (existsSync(runs) ? readFileSync(runs, 'utf8').length : 0),
    release: () => writeFileSync(released, ''),
  };
}
