import { z } from 'zod';
import { flag, listOf, text, wholeNumber } from '../values';

/** A condition on one place of the JSON response. */
export const jsonPathExpectationSchema = z.strictObject({
  path: text('must be a JSONPath such as $.statusCode'),
  equals: z.unknown().optional(),
  matches: z.string().optional(),
  lessThan: z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), z.number()).optional(),
  greaterThan: z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), z.number()).optional(),
});
export type JsonPathExpectation = z.output<typeof jsonPathExpectationSchema>;

/** What a response must be; every condition that is given must hold. */
export const expectationSchema = z.strictObject({
  functionError: flag().optional(),
  body: z.unknown().optional(),
  bodyContains: z.unknown().optional(),
  jsonPath: listOf(jsonPathExpectationSchema, 50).optional(),
  matches: z.string({ error: 'must be a regular expression' }).optional(),
  maxDurationMs: wholeNumber(1, 900_000).optional(),
});
export type Expectation = z.output<typeof expectationSchema>;
