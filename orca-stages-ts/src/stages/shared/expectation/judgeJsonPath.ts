import { JSONPath } from 'jsonpath-plus';
import { say, type AssertionReport, type JsonPathExpectation, type Saying } from 'stage-contract';
import type { Answer } from './answerOf';
import { equalJson } from './jsonEquality';
import { MATCH_LIMIT_MS, matchesWithin } from './matchesWithin';
import { assertionOf, gotValue, shownValue, type Showing } from './shownValue';

interface Check {
  expected: Saying;
  /** The first value that fails; undefined if all pass. */
  firstFailing(found: readonly unknown[]): Failing | undefined;
}

/** A value that fails, or why none could be tried. */
type Failing = { value: unknown } | { untried: Saying };

/** Checks one path of the response: it must find something, and everything that it finds must pass every check. */
export function judgeJsonPath(condition: JsonPathExpectation, answer: Answer, showing: Showing): AssertionReport[] {
  const found = valuesAt(condition.path, answer);
  return checksOf(condition).map(({ expected, firstFailing }) => {
    const failing = firstFailing(found);
    const got =
      failing === undefined
        ? gotValue(found[0], showing)
        : 'untried' in failing
          ? failing.untried
          : gotValue(failing.value, showing);
    return assertionOf(condition.path, expected, got, found.length > 0 && failing === undefined);
  });
}

/**
 * Nothing in a response may run: scripts in paths are turned off (`eval: false`), and rejected earlier
 * (expectationProblems).
 */
function valuesAt(path: string, answer: Answer): unknown[] {
  const find = (json: unknown): unknown[] => {
    if (typeof json !== 'object' || json === null) return path === '$' && json !== undefined ? [json] : [];
    return evaluated(path, json);
  };
  const found = find(answer.json);
  return found.length > 0 ? found : find(answer.opened);
}

/** The call is already over: a path that cannot be evaluated finds nothing, so that the response is not lost. */
function evaluated(path: string, json: object): unknown[] {
  try {
    const found: unknown = JSONPath({ path, json, eval: false, wrap: true });
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function checksOf(condition: JsonPathExpectation): Check[] {
  const checks: Check[] = [];
  const { equals, matches, lessThan, greaterThan } = condition;
  if (equals !== undefined)
    checks.push({
      expected: say('wantedValue', { value: shownValue(equals) }),
      firstFailing: each((value) => equalJson(equals, value) || sameText(equals, value)),
    });
  if (matches !== undefined)
    checks.push({
      expected: say('wantedMatch', { pattern: shownValue(matches) }),
      firstFailing: (found) => firstWithoutMatch(matches, found),
    });
  if (lessThan !== undefined)
    checks.push({
      expected: say('wantedLessThan', { limit: lessThan }),
      firstFailing: each((value) => numberOf(value) < lessThan),
    });
  if (greaterThan !== undefined)
    checks.push({
      expected: say('wantedGreaterThan', { limit: greaterThan }),
      firstFailing: each((value) => numberOf(value) > greaterThan),
    });
  return checks.length > 0 ? checks : [{ expected: say('wantedSomething', {}), firstFailing: () => undefined }];
}

const each =
  (holds: (value: unknown) => boolean): Check['firstFailing'] =>
  (found) => {
    const place = found.findIndex((value) => !holds(value));
    return place === -1 ? undefined : { value: found[place] };
  };

function firstWithoutMatch(pattern: string, found: readonly unknown[]): Failing | undefined {
  const texts = found.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
  const matches = matchesWithin(pattern, texts);
  if (matches === 'tooSlow') return { untried: say('gotNoMatchInTime', { limitMs: MATCH_LIMIT_MS }) };
  const place = matches === 'invalid' ? 0 : matches.indexOf(false);
  return place === -1 ? undefined : { value: found[place] };
}

/** Pipeline parameters and form fields are text: "200" means 200. */
const sameText = (expected: unknown, value: unknown): boolean =>
  typeof expected === 'string' &&
  (typeof value === 'number' || typeof value === 'boolean') &&
  String(value) === expected.trim();

/** NaN for anything that is not a number: it compares as false. */
const numberOf = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
