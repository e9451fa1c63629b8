import { z } from 'zod';

/*
 * Pipeline parameters are strings, so numbers, booleans, lists and maps are also accepted as text. A reader turns what
 * the author has written into the value that a schema checks. Each one is registered by name, because the published
 * JSON Schemas describe what may be written, not what has been read.
 */

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

const wholeNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*-?\d+(\.0+)?\s*$/.test(value) ? Number(value) : value;

/** A number as text, also with a fraction or an exponent; never so large that it would become infinite. */
export const NUMBER_TEXT = /^\s*[+-]?(?:\d{1,99}(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?\s*$/;
const number = (value: unknown): unknown =>
  typeof value === 'string' && NUMBER_TEXT.test(value) ? Number(value) : value;

function flag(value: unknown): unknown {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : value;
  return text === 'true' ? true : text === 'false' ? false : value;
}

const version = (value: unknown): unknown => (typeof value === 'number' ? String(value) : trimmed(value));

/** CodeDeploy's prefix of its predefined configurations. */
export const PRESET_PREFIX = 'CodeDeployDefault.';
/** What SAM omits at the beginning of their names. */
export const PRESET_PLATFORM = 'Lambda';
function preset(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  const name = text.startsWith(PRESET_PREFIX) ? text.slice(PRESET_PREFIX.length) : text;
  return name.replace(/^(?=Canary|Linear|AllAtOnce)/, PRESET_PLATFORM);
}

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

function list(value: unknown): unknown {
  const given = fromJsonText(value, '[');
  return given === undefined || given === null || Array.isArray(given) ? given : [given];
}

const map = (value: unknown): unknown => fromJsonText(value, '{');

/** A map with a name, of which the name alone is enough. */
function named(value: unknown): unknown {
  const given = map(value);
  return typeof given === 'string' ? { name: given } : given;
}

/** More names than AWS accepts in any map: its variables may take 4 KB, and each name has at least 2 characters. */
export const MOST_NAMES = 2_048;

/** Rejects a map with too many names as a whole: a problem for each of them would keep the event loop busy. */
function namedTexts(given: unknown, context: z.RefinementCtx): unknown {
  const value = map(given);
  if (typeof value !== 'object' || value === null || Object.keys(value).length <= MOST_NAMES) return value;
  context.addIssue({ code: 'too_big', origin: 'array', maximum: MOST_NAMES, inclusive: true, input: value });
  return z.NEVER;
}

const scalar = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

/** Spinnaker's own form writes empty text for cleared fields. */
const clearable = (value: unknown): unknown => (value === '' ? undefined : value);

const READERS = {
  trimmed,
  wholeNumber,
  number,
  flag,
  version,
  preset,
  list,
  map,
  named,
  namedTexts,
  scalar,
  clearable,
} as const satisfies Record<string, (value: unknown, context: z.RefinementCtx) => unknown>;

/** What turns a written value into the one that its schema checks. */
export type Reader = keyof typeof READERS;

const registry = z.registry<{ reader: Reader }>();

/** A schema for values that a reader has prepared. */
export function readBy<S extends z.ZodType>(reader: Reader, schema: S) {
  const prepared = z.preprocess(READERS[reader], schema);
  registry.add(prepared, { reader });
  return prepared;
}

/** The reader of a schema that was made by `readBy`. */
export const readerOf = (schema: z.core.$ZodType): Reader | undefined => registry.get(schema)?.reader;
