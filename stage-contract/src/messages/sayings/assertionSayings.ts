import type { Catalogue } from '../catalogue';

/** What an answer was to be, and what came. A value is text as it is, and everything else as JSON, cut to a length. */
export const ASSERTION_SAYINGS = {
  wantedValue: ({ value }: { value: string }) => value,
  wantedMatch: ({ pattern }: { pattern: string }) => `matches ${pattern}`,
  wantedLessThan: ({ limit }: { limit: number }) => `less than ${limit}`,
  wantedGreaterThan: ({ limit }: { limit: number }) => `greater than ${limit}`,
  wantedWithin: ({ limitMs }: { limitMs: number }) => `at most ${limitMs} ms`,
  wantedError: () => 'an error',
  wantedNoError: () => 'none',
  wantedSomething: () => 'something',
  wantedAnswer: () => 'a response',
  gotValue: ({ value }: { value: string }) => value,
  gotNothing: () => 'nothing',
  gotHidden: () => 'something else (responses are not kept)',
  gotError: ({ functionError, message }: { functionError: string; message?: string }) =>
    `${functionError}${message === undefined ? '' : `: ${message}`}`,
  gotNoError: () => 'none',
  gotNoMatchInTime: ({ limitMs }: { limitMs: number }) => `no result within ${limitMs} ms; simplify the expression`,
  gotNoResult: ({ limitMs }: { limitMs: number }) =>
    `no result within ${limitMs} ms; simplify the conditions, or return less`,
  gotAfter: ({ durationMs }: { durationMs: number }) => `${durationMs} ms`,
  gotNoAnswer: ({ withinSeconds }: { withinSeconds: number }) => `no response within ${withinSeconds} s`,
  gotUnseenEnd: () => 'none; it may have run',
  gotFailedCall: () => 'the call failed',
} as const satisfies Catalogue;
