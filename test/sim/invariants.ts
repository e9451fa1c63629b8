import type { SimWorld } from './simWorld';

/** An invariant that a world has broken. */
export interface Broken {
  invariant: string;
  what: string;
}

/** What must hold at the end of every world; each entry says what does not. */
export async function brokenInvariants(world: SimWorld, isSettled: boolean): Promise<Broken[]> {
  const rows = world.parts.journal.rows<{ id: string; phase: string }>('select id, phase from operations');
  return [
    ...rows.filter(({ phase }) => phase !== 'ended').map(({ id }) => ({ invariant: 'everyOperationEnds', what: `${world.nameOf(id)} has not ended` })),
    ...(isSettled ? [] : [{ invariant: 'everyOperationEnds', what: 'the world did not settle' }]),
  ];
}
