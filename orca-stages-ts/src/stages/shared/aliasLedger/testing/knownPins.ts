import type { PinReader } from '../../../../model/pins';

/** Pins of which only those given are there. */
export const knownPins = (pins: Partial<PinReader> = {}): PinReader => ({
  version: async () => undefined,
  routing: async () => undefined,
  timedRevert: async () => undefined,
  aliases: async () => [],
  servedBefore: async () => undefined,
  servedSince: async () => undefined,
  leftByOther: async () => undefined,
  factsOf: async () => undefined,
  heldByOther: async () => undefined,
  ...pins,
});
