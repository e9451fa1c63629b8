import type { PinReader } from '../../../../model/pins';

/** Pins of which only those given are there. */
export const knownPins = (pins: Partial<PinReader> = {}): PinReader => ({
  version: async () => undefined,
  candidate: async () => undefined,
  routing: async () => undefined,
  firstRouting: async () => undefined,
  timedRevert: async () => undefined,
  aliases: async () => [],
  sightings: async () => [],
  description: async () => undefined,
  movedBy: async () => undefined,
  movedByOther: async () => undefined,
  factsOf: async () => undefined,
  lastPublication: async () => undefined,
  heldByOther: async () => undefined,
  ...pins,
});
