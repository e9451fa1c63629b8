import type { Sealer } from '../model/sealer';
import { createSealer } from '../seal/createSealer';
import { sealingKeyOf } from '../seal/sealingKey';

/** A sealer for tests; one with another `keyByte` can't decrypt what this one has encrypted. */
export const testSealer = (keyByte = 7): Sealer => createSealer([sealingKeyOf(Buffer.alloc(32, keyByte))]);
