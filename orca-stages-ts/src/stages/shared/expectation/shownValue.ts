import { say, toldOf, type AssertionReport, type Saying } from 'stage-contract';

/** Whether parts of responses may be shown. `none`: a response may contain secrets. */
export type Showing = 'none' | 'truncated';

/** Most characters of a value in a report. */
const SHOWN_CHARACTERS = 300;

/** A value for people: text as it is, everything else as JSON, truncated. */
export function shownValue(value: unknown, limit = SHOWN_CHARACTERS): string {
  const text = typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
  const characters = [...text.slice(0, limit * 2 + 2)];
  return characters.length <= limit && text.length <= limit * 2 + 2
    ? text
    : `${characters.slice(0, limit).join('')}… (${text.length} characters)`;
}

/** A part of a response, or a note that it is not shown. */
export const gotValue = (value: unknown, showing: Showing): Saying =>
  value === undefined
    ? say('gotNothing', {})
    : showing === 'none'
      ? say('gotHidden', {})
      : say('gotValue', { value: shownValue(value) });

/** One condition with what was expected and what came. */
export const assertionOf = (condition: string, expected: Saying, got: Saying, ok: boolean): AssertionReport => ({
  condition,
  expected: expected.words,
  expectedTold: toldOf(expected),
  got: got.words,
  gotTold: toldOf(got),
  ok,
});
