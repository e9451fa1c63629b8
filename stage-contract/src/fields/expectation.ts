import { z } from 'zod';
import type { Problem } from '../problem';
import { flag, listOf, text, wholeNumber } from '../values';

const limit = () =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value),
    z.number({ error: 'must be a number' }),
  );

/** A condition on one place of the JSON response. */
export const jsonPathExpectationSchema = z.strictObject(
  {
    path: text('must be a JSONPath such as $.statusCode'),
    equals: z.unknown().optional(),
    matches: z.string({ error: 'must be a regular expression' }).optional(),
    lessThan: limit().optional(),
    greaterThan: limit().optional(),
  },
  { error: 'must be a map with path and a condition' },
);
export type JsonPathExpectation = z.output<typeof jsonPathExpectationSchema>;

/** What a response must be; every condition that is given must hold. */
export const expectationSchema = z.strictObject(
  {
    functionError: flag().optional(),
    body: z.unknown().optional(),
    bodyContains: z.unknown().optional(),
    jsonPath: listOf(jsonPathExpectationSchema, 50).optional(),
    matches: z.string({ error: 'must be a regular expression' }).optional(),
    maxDurationMs: wholeNumber(1, 900_000).optional(),
  },
  { error: 'must be a map of conditions' },
);
export type Expectation = z.output<typeof expectationSchema>;

/** What is wrong with the regular expressions of an expectation; `place` is the field that holds it. */
export function patternProblems(expect: Expectation | undefined, place: string): Problem[] {
  const patterns: [string, string | undefined][] = [[`${place}.matches`, expect?.matches]];
  expect?.jsonPath?.forEach((condition, index) => {
    patterns.push([`${place}.jsonPath.${index}.matches`, condition.matches]);
  });
  return patterns
    .filter(([, pattern]) => pattern !== undefined && !compiles(pattern))
    .map(([field]) => ({ field, message: 'is not a valid regular expression' }));
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
