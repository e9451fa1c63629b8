import crypto from 'node:crypto';
import { seededRandom } from 'strict-lambda/src/random';

/** What this process got from the machine before it was sealed. */
const REAL = {
  date: globalThis.Date,
  random: Math.random,
  setImmediate: globalThis.setImmediate,
  clearImmediate: globalThis.clearImmediate,
  randomUUID: crypto.randomUUID,
  randomBytes: crypto.randomBytes,
  getRandomValues: crypto.webcrypto.getRandomValues,
};

/** A process in which only a seed and a given time decide. */
export interface SealedProcess {
  /** Resolves when no promise, tick or immediate is left to run. */
  rest(): Promise<void>;
  /** Gives the process its own time and randomness back. */
  open(): void;
}

/**
 * Takes the machine's time and randomness away from this process, so that everything that runs in it depends on the seed
 * alone. Timers and I/O of the machine are left alone: what runs here must not use any.
 */
export function sealProcess(seed: number, now: () => number): SealedProcess {
  const random = seededRandom(seed);
  let immediates = 0;
  class SealedDate extends REAL.date {
    constructor(...given: []) {
      // A constructor's overloads can't be passed on in a typed way.
      if (given.length === 0) super(now());
      else super(...given);
    }
    static override now = (): number => Math.floor(now());
  }
  const randomBytes = (size: number): Buffer =>
    Buffer.from(Array.from({ length: size }, () => Math.floor(random() * 256)));
  const fill = <T extends NodeJS.TypedArray>(array: T): T => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let at = 0; at < bytes.length; at++) bytes[at] = Math.floor(random() * 256);
    return array;
  };
  globalThis.Date = SealedDate as DateConstructor;
  Math.random = random;
  crypto.randomUUID = (() => uuidOf(randomBytes(16))) as typeof crypto.randomUUID;
  crypto.randomBytes = randomBytes as typeof crypto.randomBytes;
  crypto.webcrypto.getRandomValues = fill as typeof crypto.webcrypto.getRandomValues;
  globalThis.setImmediate = ((run: (...given: unknown[]) => void, ...given: unknown[]) => {
    immediates += 1;
    return REAL.setImmediate(() => {
      immediates -= 1;
      run(...given);
    });
  }) as typeof setImmediate;
  return {
    async rest() {
      do
        await new Promise<void>((resolve) => {
          REAL.setImmediate(resolve);
        });
      while (immediates > 0);
    },
    open() {
      globalThis.Date = REAL.date;
      Math.random = REAL.random;
      globalThis.setImmediate = REAL.setImmediate;
      crypto.randomUUID = REAL.randomUUID;
      crypto.randomBytes = REAL.randomBytes;
      crypto.webcrypto.getRandomValues = REAL.getRandomValues;
    },
  };
}

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
