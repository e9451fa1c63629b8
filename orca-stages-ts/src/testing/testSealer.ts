import type { Sealer } from '../model/sealer';
import { createSealer } from '../seal/createSealer';
import { sealingKeyOf } from '../seal/sealingKey';

/** A sealer of tests; one with another `keyByte` cannot open what this one has sealed. */
export const testSealer = (keyByte = 7): Sealer => createSealer([sealingKeyOf(Buffer.alloc(32, keyByte))]);
