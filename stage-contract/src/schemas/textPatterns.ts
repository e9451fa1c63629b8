import { digitsBetween } from './digits';

/** Anything that has a meaning of its own in a pattern: escapes and classes hide it. */
const PARTS = /\\.|\[(?:\\.|[^\]\\])*\]|\$/g;

/** The pattern between white space, which the sidecar removes. */
export const padded = (alternatives: string): string => `^\\s*(?:${alternatives})\\s*$`;

/** A text as a pattern that matches nothing else. */
export const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** Letters in either case. */
const anyCase = (word: string): string => word.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);

/** true or false as text. */
export const flagText = (value: boolean): string => padded(anyCase(String(value)));

/** Whether a pattern limits the length of what it matches by itself. */
const isBounded = (pattern: string): boolean =>
  !/[*+]|,\}/.test(pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\(\?[=!][^)]*\)/g, '.'));

/**
 * The pattern for a text that the sidecar trims before it matches `pattern`, and that then has at most `maxLength`
 * characters.
 */
export function trimmedPattern(pattern: string, maxLength = Infinity): string {
  const isAnchored = pattern.startsWith('^');
  const limit = maxLength === Infinity || (isAnchored && isBounded(pattern)) ? '' : `(?=[\\s\\S]{1,${maxLength}}\\s*$)`;
  const inner = (isAnchored ? pattern.slice(1) : pattern).replace(PARTS, (part) => (part === '$' ? '\\s*$' : part));
  return limit === '' && !isAnchored ? inner : `^\\s*${limit}${isAnchored ? '' : '[\\s\\S]*?'}${inner}`;
}

/** Whole numbers as text: leading zeros and a fraction of zeros don't change them. */
export function wholeNumberText(min: number, max: number): string {
  const numbers = [
    ...(max > 0 ? [`0*(?:${digitsBetween(Math.max(1, min), max)})`] : []),
    ...(min <= 0 && max >= 0 ? ['-?0+'] : []),
    ...(min < 0 ? [`-0*(?:${digitsBetween(Math.max(1, -max), -min)})`] : []),
  ];
  return `^\\s*(?:${numbers.join('|')})(?:\\.0+)?\\s*$`;
}
