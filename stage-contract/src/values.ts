import { z } from 'zod';
import { expecting } from './messages/expected';
import type { ExpectedForm } from './messages/expectedForms';
import { readBy } from './readers';

/*
 * Each builder records what it expects as a code with values; the parser makes the problem from them, with the field's
 * name.
 */

/** Any non-empty text; surrounding white space is removed. */
export const text = (form: ExpectedForm = 'text') =>
  expecting(readBy('trimmed', z.string().min(1)), { code: 'expectedForm', values: { form } });

/** Text of a given form. */
export const textLike = (pattern: RegExp, form: ExpectedForm, maxLength = 2048) =>
  expecting(readBy('trimmed', z.string().max(maxLength).regex(pattern)), {
    code: 'expectedForm',
    values: { form },
  });

/** A whole number within limits; also accepts numeric text. */
export const wholeNumber = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  expecting(readBy('wholeNumber', z.number().int().min(min).max(max)), {
    code: 'expectedWholeNumber',
    values: { min, ...(max >= Number.MAX_SAFE_INTEGER ? {} : { max }) },
  });

/** A number within limits, with a fraction or without; also accepts numeric text. */
export const decimal = (min: number, max: number) =>
  expecting(readBy('number', z.number().min(min).max(max)), { code: 'expectedNumber', values: { min, max } });

/** true or false; also accepts text. */
export const flag = () => expecting(readBy('flag', z.boolean()), { code: 'expectedForm', values: { form: 'flag' } });

/** One of a fixed list. */
export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  expecting(readBy('trimmed', z.enum(values)), { code: 'expectedChoice', values: { choices: values } });

/** A schema that also accepts its map as JSON text. */
export const orJsonText = <S extends z.ZodType>(schema: S) => readBy('map', schema);

/** A list; a single value counts as a list with one entry, and JSON text of a list as that list. */
export const listOf = <S extends z.ZodType>(item: S, max = 1000) =>
  expecting(readBy('list', z.array(item).max(max)), { code: 'expectedForm', values: { form: 'list' } });

/** A map of named fields, or JSON text of one. */
export const mapOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape, form: ExpectedForm) =>
  expecting(orJsonText(z.strictObject(shape)), { code: 'expectedForm', values: { form } });

/** Names and text values; numbers and booleans become text. */
export const textMap = (namePattern: RegExp, nameForm: ExpectedForm) =>
  expecting(
    readBy(
      'namedTexts',
      z.record(
        expecting(z.string().regex(namePattern), { code: 'expectedForm', values: { form: nameForm } }),
        expecting(readBy('scalar', z.string()), { code: 'expectedForm', values: { form: 'plainText' } }),
      ),
    ),
    { code: 'expectedForm', values: { form: 'textMap' } },
  );
