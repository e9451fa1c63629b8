import { runInNewContext } from 'node:vm';

/** Which of the texts match; `tooSlow` if the expression needs longer than allowed. */
export type Matches = readonly boolean[] | 'tooSlow' | 'invalid';

/** Longest time for one expression: some take ages on an unlucky text. */
export const MATCH_LIMIT_MS = 500;

/** Tries a regular expression on texts under a time limit for all of them, which needs a separate context. */
export function matchesWithin(pattern: string, texts: readonly string[], limitMs = MATCH_LIMIT_MS): Matches {
  try {
    const script = 'const expression = new RegExp(pattern); texts.map((text) => expression.test(text))';
    return Array.from(runInNewContext(script, { pattern, texts }, { timeout: limitMs }) as boolean[]);
  } catch (error) {
    // Not `instanceof Error`: the error may come from the other context.
    return typeof error === 'object' && error !== null && Reflect.get(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
      ? 'tooSlow'
      : 'invalid';
  }
}
