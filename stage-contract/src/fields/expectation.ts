import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { expecting } from '../messages/expected';
import { problem, type Problem } from '../messages/problem';
import { readBy } from '../readers';
import { flag, listOf, mapOf, text, wholeNumber } from '../values';

const limit = () => expecting(readBy('number', z.number()), { code: 'expectedForm', values: { form: 'number' } });
const pattern = () => expecting(z.string(), { code: 'expectedForm', values: { form: 'pattern' } });

/** A condition on one part of the JSON response. */
export const jsonPathExpectationSchema = mapOf(
  {
    path: requiredField(text('jsonPath'), {
      label: 'JSON path',
      help: 'a JSONPath such as `$.statusCode`, without scripts or filters. It must match something',
    }),
    equals: field(z.unknown(), { label: 'equals', help: 'the value must equal this' }),
    matches: field(pattern(), { label: 'matches', help: 'the value must match this regular expression' }),
    lessThan: field(limit(), { label: 'is less than', help: 'the value must be less than this number' }),
    greaterThan: field(limit(), { label: 'is greater than', help: 'the value must be greater than this number' }),
  },
  'condition',
);
export type JsonPathExpectation = z.output<typeof jsonPathExpectationSchema>;

/** What a response must be; all given conditions must be met. */
export const expectationSchema = mapOf(
  {
    functionError: field(flag(), {
      label: 'Result',
      help: 'true: the function must fail. false, or absent: it must not fail',
    }),
    body: field(z.unknown(), {
      label: 'Body equals',
      example: '{"ok": true}',
      help: 'what the `body` of the response must equal. A response without `body`: its `payload`, or the whole response',
    }),
    bodyContains: field(z.unknown(), {
      label: 'Body contains',
      example: '{"status": "UP"}',
      help: 'what the body must contain: text within text, keys within maps, items within lists',
    }),
    jsonPath: field(listOf(jsonPathExpectationSchema, 50), {
      label: 'JSON path conditions',
      entry: 'Condition',
      help: 'conditions on parts of a JSON response',
    }),
    matches: field(pattern(), {
      label: 'Response matches',
      example: '^.*"UP".*$',
      help: 'the whole response must match this regular expression',
    }),
    maxDurationMs: field(wholeNumber(1, 900_000), {
      label: 'Maximum duration',
      unit: 'ms',
      help: 'maximum duration of one call, in ms',
    }),
  },
  'expectation',
);
export type Expectation = z.output<typeof expectationSchema>;

/** What is wrong with the regular expressions of an expectation; `place` is the field that contains it. */
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
