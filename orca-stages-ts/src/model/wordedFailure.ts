import type { Failure, Worded } from 'stage-contract';

/** What failed, for use elsewhere. */
export const wordedFailure = ({ what, told }: Pick<Failure, 'what' | 'told'>): Worded => ({ words: what, ...told });

/** What to do about it, for use elsewhere. */
export const wordedAdvice = ({ next, nextTold }: Pick<Failure, 'next' | 'nextTold'>): Worded => ({
  words: next,
  ...nextTold,
});
