import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { expecting } from '../messages/expected';
import { problem, type Problem } from '../messages/problem';
import { flag, listOf, mapOf, text, wholeNumber } from '../values';

const limit = () =>
  expecting(
    z.preprocess((value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value), z.number()),
    { code: 'expectedForm', values: { form: 'number' } },
  );
const pattern = () => expecting(z.string(), { code: 'expectedForm', values: { form: 'pattern' } });

/** A condition on one place of the JSON response. */
export const jsonPathExpectationSchema = mapOf(
  {
    path: requiredField(text('jsonPath'), {
      label: 'JSON path',
      help: 'JSONPath such as `$.statusCode`, without scripts and filters; what it finds must exist',
    }),
    equals: field(z.unknown(), { label: 'equals', help: 'the value found' }),
    matches: field(pattern(), { label: 'matches', help: 'regular expression that the value found matches' }),
    lessThan: field(limit(), { label: 'is less than', help: 'a number above the value found' }),
    greaterThan: field(limit(), { label: 'is greater than', help: 'a number below the value found' }),
  },
  'condition',
);
export type JsonPathExpectation = z.output<typeof jsonPathExpectationSchema>;

/** What a response must be; every condition that is given must hold. */
export const expectationSchema = mapOf(
  {
    functionError: field(flag(), {
      label: 'Result',
      help: 'whether the function must fail (true) or must not (false, and when absent)',
    }),
    body: field(z.unknown(), {
      label: 'Body equals',
      placeholder: '{"ok": true}',
      help: 'what `body` of the answer (else `payload`, else the whole answer) must equal',
    }),
    bodyContains: field(z.unknown(), {
      label: 'Body contains',
      placeholder: '{"status": "UP"}',
      help: 'what it must contain: text within text, keys within maps, items within lists',
    }),
    jsonPath: field(listOf(jsonPathExpectationSchema, 50), {
      label: 'Places in the answer',
      entry: 'Place',
      help: 'conditions on places of the answer',
    }),
    matches: field(pattern(), {
      label: 'Response matches',
      placeholder: '^.*"UP".*$',
      help: 'regular expression that the whole answer matches',
    }),
    maxDurationMs: field(wholeNumber(1, 900_000), {
      label: 'Maximum duration',
      unit: 'ms',
      help: 'longest a call may take, in ms',
    }),
  },
  'expectation',
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
    .map(([field]) => problem(field, 'invalidPattern', {}));
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}
