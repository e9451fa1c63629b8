import { z } from 'zod';

/*
 * Pipeline parameters are strings, so numbers and booleans given as strings are taken as such.
 * Each builder says in its messages what was expected; the field's name is added by the parser.
 */

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);
const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
const asBoolean = (value: unknown): unknown => {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return text === 'true' ? true : text === 'false' ? false : value;
};

/** Any text with something in it, surrounding white space removed. */
export const text = (message = 'must be text that is not empty') =>
  z.preprocess(trimmed, z.string({ error: message }).min(1, message));

/** Text of a given form; the message says the form. */
export const textLike = (pattern: RegExp, message: string, maxLength = 2048) =>
  z.preprocess(
    trimmed,
    z.string({ error: message }).max(maxLength, `must have at most ${maxLength} characters`).regex(pattern, message),
  );

/** A whole number within limits, also given as text. */
export const wholeNumber = (min: number, max: number) => {
  const message =
    max >= Number.MAX_SAFE_INTEGER
      ? `must be a whole number of at least ${min}`
      : `must be a whole number from ${min} to ${max}`;
  return z.preprocess(asNumber, z.number({ error: message }).int(message).min(min, message).max(max, message));
};

/** true or false, also given as text. */
export const flag = () => z.preprocess(asBoolean, z.boolean({ error: 'must be true or false' }));

/** One of a closed list. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.preprocess(trimmed, z.enum(values, { error: `must be one of ${values.join(', ')}` }));

/** A list; a single value is taken as a list of one. */
export const listOf = <S extends z.ZodType>(item: S, max = 1000) =>
  z.preprocess(
    (value) => (value === undefined || value === null || Array.isArray(value) ? value : [value]),
    z.array(item, { error: 'must be a list' }).max(max, `must have at most ${max} entries`),
  );

/** Names to text values; numbers and booleans are written as text. */
export const textMap = (keyPattern: RegExp, keyMessage: string) =>
  z.record(
    z.string().regex(keyPattern, keyMessage),
    z.preprocess(
      (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
      z.string({ error: 'must be text' }),
    ),
    { error: (issue) => (issue.code === 'invalid_key' ? keyMessage : 'must be a map of names to text') },
  );
