import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import type { OrcaWorld } from './orcaWorld';

/** Lets time pass in a world that skips it, until something is true; a text says what was found instead. */
export const passUntil = (
  world: Pick<OrcaWorld, 'pass'>,
  awaited: string,
  look: () => boolean | Promise<boolean | string>,
): Promise<boolean> =>
  eventually(
    awaited,
    async () => {
      await world.pass(1);
      const found = await look();
      return found === true ? found : new NotYet(found === false ? 'not yet' : found);
    },
    { everyMs: 0 },
  );
