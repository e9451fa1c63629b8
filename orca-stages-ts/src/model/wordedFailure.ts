import type { Failure, Worded } from 'stage-contract';

/** What failed, to be said elsewhere. */
export const wordedFailure = ({ what, told }: Pick<Failure, 'what' | 'told'>): Worded => ({ words: what, ...told });

/** What to do about it, to be said elsewhere. */
export const wordedAdvice = ({ next, nextTold }: Pick<Failure, 'next' | 'nextTold'>): Worded => ({
  words: next,
  ...nextTold,
});
