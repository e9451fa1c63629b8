import { z } from 'zod';
import { expecting } from './messages/expected';
import type { ExpectedForm } from './messages/expectedForms';

/*
 * Pipeline parameters are strings, so numbers and booleans are also accepted as strings.
 * Each builder records what it expects as a code with values; the parser makes the problem from them, with the
 * field's name.
 */

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);
const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
const asBoolean = (value: unknown): unknown => {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return text === 'true' ? true : text === 'false' ? false : value;
};

/** Any non-empty text; surrounding white space is removed. */
export const text = (form: ExpectedForm = 'text') =>
  expecting(z.preprocess(trimmed, z.string().min(1)), { code: 'expectedForm', values: { form } });

/** Text of a given form. */
export const textLike = (pattern: RegExp, form: ExpectedForm, maxLength = 2048) =>
  expecting(z.preprocess(trimmed, z.string().max(maxLength).regex(pattern)), {
    code: 'expectedForm',
    values: { form },
  });

/** A whole number within limits; also accepts numeric text. */
export const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  expecting(z.preprocess(asNumber, z.number().int().min(min).max(max)), {
    code: 'expectedWholeNumber',
    values: { min, ...(max >= Number.MAX_SAFE_INTEGER ? {} : { max }) },
  });

/** true or false; also accepts text. */
export const flag = () =>
  expecting(z.preprocess(asBoolean, z.boolean()), { code: 'expectedForm', values: { form: 'flag' } });

/** One of a fixed list. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  expecting(z.preprocess(trimmed, z.enum(values)), { code: 'expectedChoice', values: { choices: values } });

/** Deepest nesting of JSON that is read from text: more than any field has. */
const DEEPEST_JSON = 64;

const isNestedDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => isNestedDeeper(part, levels - 1)));

/**
 * A list or map that is given as JSON text, as an expression's result is: Orca turns it into text if anything stands
 * beside the expression, and pipeline parameters are text anyway. Anything else stays as it is.
 */
function fromJsonText(value: unknown, opening: '[' | '{'): unknown {
  if (typeof value !== 'string' || !value.trimStart().startsWith(opening)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return isNestedDeeper(parsed, DEEPEST_JSON) ? value : parsed;
  } catch {
    return value;
  }
}

/** A schema that also accepts its map as JSON text. */
export const orJsonText = <S extends z.ZodType>(schema: S) => z.preprocess((value) => fromJsonText(value, '{'), schema);

/** A list; a single value counts as a list with one entry, and JSON text of a list as that list. */
export const listOf = <S extends z.ZodType>(item: S, max = 1000) =>
  expecting(
    z.preprocess((value) => {
      const given = fromJsonText(value, '[');
      return given === undefined || given === null || Array.isArray(given) ? given : [given];
    }, z.array(item).max(max)),
    { code: 'expectedForm', values: { form: 'list' } },
  );

/** A map of named fields, or JSON text of one. */
export const mapOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape, form: ExpectedForm) =>
  expecting(orJsonText(z.strictObject(shape)), { code: 'expectedForm', values: { form } });

/** More names than AWS accepts in any map: its variables may take 4 KB, and each name has at least 2 characters. */
const MOST_NAMES = 2_048;

/** Rejects a map with too many names as a whole: a problem for each of them would keep the event loop busy. */
function withinNames(given: unknown, context: z.RefinementCtx): unknown {
  const value = fromJsonText(given, '{');
  if (typeof value !== 'object' || value === null || Object.keys(value).length <= MOST_NAMES) return value;
  context.addIssue({ code: 'too_big', origin: 'array', maximum: MOST_NAMES, inclusive: true, input: value });
  return z.NEVER;
}

/** Names and text values; numbers and booleans become text. */
export const textMap = (namePattern: RegExp, nameForm: ExpectedForm) =>
  expecting(
    z.preprocess(
      withinNames,
      z.record(
        expecting(z.string().regex(namePattern), { code: 'expectedForm', values: { form: nameForm } }),
        expecting(
          z.preprocess(
            (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
            z.string(),
          ),
          { code: 'expectedForm', values: { form: 'plainText' } },
        ),
      ),
    ),
    { code: 'expectedForm', values: { form: 'textMap' } },
  );
