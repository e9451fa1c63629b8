import { isErrorCode, say, type Failure, type Worded } from 'stage-contract';

/** What failed, for use elsewhere. */
export const wordedFailure = ({ what, told }: Pick<Failure, 'what' | 'told'>): Worded => ({ words: what, ...told });

/** What to do about it, for use elsewhere. Beside a failure with a code, advice without one is the failure code's own. */
export function wordedAdvice({ code, told, next, nextTold }: Failure): Worded {
  if (nextTold !== undefined) return { words: next, ...nextTold };
  return told !== undefined && isErrorCode(code) ? say('usualAdvice', { failure: code }) : { words: next };
}
