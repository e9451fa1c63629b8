import { present, say, type AssertionReport, type Expectation, type Saying } from 'stage-contract';
import type { InvokeFacts } from '../../../model/invocation';
import { answerOf, parsed, type Answer } from './answerOf';
import { containsJson, equalJson } from './jsonEquality';
import { judgeJsonPath } from './judgeJsonPath';
import { MATCH_LIMIT_MS, matchesWithin } from './matchesWithin';
import { assertionOf, gotValue, shownValue, type Showing } from './shownValue';

/** The result of checking one response: every condition, with expected and actual values. */
export interface Judgement {
  ok: boolean;
  assertions: AssertionReport[];
}

/** What a response is checked by. */
export type JudgedFacts = Pick<InvokeFacts, 'payload' | 'functionError' | 'durationMs'>;

/**
 * Checks a response. All given conditions must be met; without any, the function must not have failed (AWS returns
 * 200 with FunctionError if a handler throws).
 */
export function judgeResponse(
  expect: Expectation | undefined,
  facts: JudgedFacts,
  showing: Showing = 'truncated',
): Judgement {
  const answer = answerOf(facts.payload);
  const assertions = [
    judgeFunctionError(expect?.functionError ?? false, facts, answer, showing),
    ...(expect?.body === undefined ? [] : [judgeBody(expect.body, answer, showing)]),
    ...(expect?.bodyContains === undefined ? [] : [judgeBodyContains(expect.bodyContains, answer, showing)]),
    ...(expect?.jsonPath ?? []).flatMap((condition) => judgeJsonPath(condition, answer, showing)),
    ...(expect?.matches === undefined ? [] : [judgeMatches(expect.matches, facts.payload, showing)]),
    ...(expect?.maxDurationMs === undefined ? [] : [judgeDuration(expect.maxDurationMs, facts.durationMs)]),
  ];
  return { ok: assertions.every((assertion) => assertion.ok), assertions };
}

function judgeFunctionError(expected: boolean, facts: JudgedFacts, answer: Answer, showing: Showing): AssertionReport {
  const message =
    typeof answer.json === 'object' && answer.json !== null ? Reflect.get(answer.json, 'errorMessage') : undefined;
  const { functionError } = facts;
  const shown = showing === 'truncated' && typeof message === 'string' ? shownValue(message) : undefined;
  return assertionOf(
    'Function error',
    expected ? say('wantedError', {}) : say('wantedNoError', {}),
    functionError === undefined
      ? say('gotNoError', {})
      : say('gotError', { functionError, ...present({ message: shown }) }),
    (functionError !== undefined) === expected,
  );
}

const wantedValue = (value: unknown): Saying => say('wantedValue', { value: shownValue(value) });
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const withoutSpace = (text: string): string => text.replace(/\s/g, '');

/** White space never counts, as in Spinnaker's own comparison; neither does the order of keys. */
function judgeBody(expected: unknown, answer: Answer, showing: Showing): AssertionReport {
  const same = withoutSpace(textOf(expected)) === withoutSpace(textOf(answer.body));
  const expectedJson = jsonOf(expected),
    gotJson = jsonOf(answer.body);
  const ok = same || (typeof expectedJson === 'object' && equalJson(expectedJson, gotJson));
  return assertionOf('Body', wantedValue(expected), gotValue(answer.body, showing), ok);
}

/** A value, or the JSON in its text. */
const jsonOf = (value: unknown): unknown => (typeof value === 'string' ? parsed(value) : value);

function judgeBodyContains(expected: unknown, answer: Answer, showing: Showing): AssertionReport {
  const ok =
    typeof expected === 'string' && typeof jsonOf(expected) !== 'object'
      ? textOf(answer.body).includes(expected)
      : containsJson(jsonOf(expected), jsonOf(answer.body));
  return assertionOf('Body contains', wantedValue(expected), gotValue(answer.body, showing), ok);
}

function judgeMatches(pattern: string, payload: string, showing: Showing): AssertionReport {
  const matches = matchesWithin(pattern, [payload]);
  const got = matches === 'tooSlow' ? say('gotNoMatchInTime', { limitMs: MATCH_LIMIT_MS }) : gotValue(payload, showing);
  return assertionOf('Response', say('wantedMatch', { pattern: shownValue(pattern) }), got, matches[0] === true);
}

const judgeDuration = (limitMs: number, durationMs: number): AssertionReport =>
  assertionOf(
    'Duration',
    say('wantedWithin', { limitMs }),
    say('gotAfter', { durationMs: Math.round(durationMs) }),
    durationMs <= limitMs,
  );
