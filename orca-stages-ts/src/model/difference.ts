import { present, type Difference } from 'stage-contract';

/** How a setting differs, as text for people; undefined where it is not there. Pure. */
export const differenceOf = (
  what: Pick<Difference, 'setting' | 'field' | 'secret'>,
  before: string | undefined,
  after: string | undefined,
): Difference => ({
  change: before === undefined ? 'new' : after === undefined ? 'removed' : 'changed',
  ...what,
  ...present({ before, after }),
});
