import { runInNewContext } from 'node:vm';

/** Whether a text matches; `tooSlow` if the expression needs longer than allowed. */
export type Match = 'yes' | 'no' | 'tooSlow' | 'invalid';

/** Longest time for one expression: some take ages on an unlucky text, and nothing else runs meanwhile. */
export const MATCH_LIMIT_MS = 500;

/** Tries a regular expression under a time limit, which needs a separate context. */
export function matchesWithin(pattern: string, text: string, limitMs = MATCH_LIMIT_MS): Match {
  try {
    const found: unknown = runInNewContext('new RegExp(pattern).test(text)', { pattern, text }, { timeout: limitMs });
    return found === true ? 'yes' : 'no';
  } catch (error) {
    // Not `instanceof Error`: the error may come from the other context.
    return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? 'tooSlow'
      : 'invalid';
  }
}
