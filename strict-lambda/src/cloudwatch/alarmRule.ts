import type { AlarmState } from '../store/cloudwatchState';
import { invalidValue } from './cloudwatchErrors';

/** The rule of a composite alarm in a form that can be judged. */
export type AlarmRule = {
  /** The alarms that it names, without those of ARNs of other places. */
  names: string[];
  holds(stateOf: (name: string) => AlarmState | undefined): boolean;
};

type Test = AlarmRule['holds'];

/**
 * Reads an AlarmRule: `ALARM("name")`, `OK(…)`, `INSUFFICIENT_DATA(…)`, `TRUE`, `FALSE`, `NOT`, `AND`, `OR` and
 * parentheses. NOT binds tighter than AND, and AND tighter than OR. Throws for anything else, such as AT_LEAST.
 */
export function readAlarmRule(rule: string): AlarmRule {
  const tokens = rule.match(/"(?:\\.|[^"\\])*"|[()]|[^\s()"]+/g) ?? [];
  const names: string[] = [];
  let at = 0;
  const next = (): string => tokens[at++] ?? '';
  const fail = (): never => {
    throw invalidValue(`The AlarmRule cannot be read near ${JSON.stringify(tokens[at - 1] ?? 'its end')}.`);
  };
  const expect = (token: string): void => {
    if (next() !== token) fail();
  };
  const tests = (word: string, one: () => Test): Test[] => {
    const found = [one()];
    while (tokens[at] === word) {
      at += 1;
      found.push(one());
    }
    return found;
  };
  const either = (): Test => {
    const parts = tests('OR', both);
    return (stateOf) => parts.some((part) => part(stateOf));
  };
  const both = (): Test => {
    const parts = tests('AND', single);
    return (stateOf) => parts.every((part) => part(stateOf));
  };
  const single = (): Test => {
    const token = next();
    if (token === 'NOT') {
      const inner = single();
      return (stateOf) => !inner(stateOf);
    }
    if (token === 'TRUE' || token === 'FALSE') return () => token === 'TRUE';
    if (token === '(') {
      const inner = either();
      expect(')');
      return inner;
    }
    if (token !== 'ALARM' && token !== 'OK' && token !== 'INSUFFICIENT_DATA') return fail();
    expect('(');
    const name = alarmNameOf(next());
    if (name === '' || name === ')') fail();
    expect(')');
    names.push(name);
    return (stateOf) => stateOf(name) === token;
  };
  const holds = either();
  if (at < tokens.length) {
    at += 1;
    fail();
  }
  return { names, holds };
}

/** Rules name alarms by name or by ARN, in quotes or not. */
function alarmNameOf(token: string): string {
  const plain = token.startsWith('"') ? token.slice(1, -1).replace(/\\(.)/g, '$1') : token;
  return /^arn:[^:]+:cloudwatch:[^:]*:\d+:alarm:(.+)$/.exec(plain)?.[1] ?? plain;
}
