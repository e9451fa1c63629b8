import { holdsExpression } from 'stage-contract';

/*
 * Every read of a stage's value goes through here: a pipeline's JSON may hold anything anywhere,
 * and a form must neither crash on it nor lose it.
 */

/** Names to values, whatever they are. */
export type Values = Readonly<Record<string, unknown>>;

/** Whether something stands there; empty text and null mean that the field is left out. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Whether a value is a plain map of names to values. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map's own entry; undefined when there is no map or no such entry (`constructor` and the like are no entries). */
export const entryOf = (value: unknown, name: string): unknown =>
  isMap(value) && Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined;

/** Text of a value that a line of text can hold; undefined for lists and maps. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Whether the value as a whole is text with a `${…}` expression. */
export const isExpression = (value: unknown): value is string => typeof value === 'string' && holdsExpression(value);

/** What of a stage would be saved: a field that Deck holds as undefined is left out, and so is what AngularJS notes for itself. */
export const savedPart = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== undefined && !name.startsWith('$$')));

/** JSON of anything; never throws, as a value may hold itself. */
export function jsonOf(value: unknown, indent = 0): string {
  try {
    return JSON.stringify(value, null, indent) ?? String(value);
  } catch {
    return String(value);
  }
}

/** The same, cut to what fits in a line. */
export function shortJson(value: unknown, limit = 60): string {
  const text = jsonOf(value);
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/** true and false, also as text, as pipeline parameters give them; undefined for anything else. */
export function flagOf(value: unknown): boolean | undefined {
  const text = textOf(value)?.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' || text === '' ? false : undefined;
}

/** One entry of a list: its text, and the value that stands there (kept as it is unless it is replaced). */
export interface ListItem {
  text: string;
  value: unknown;
}

/** A list's entries; a single value is a list of one, as the contract reads it; undefined when it is a map. */
export function listOf(value: unknown): ListItem[] | undefined {
  if (!isGiven(value)) return [];
  if (isMap(value)) return undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => ({ text: item === null ? 'null' : (textOf(item) ?? shortJson(item, 40)), value: item }));
}

/** One entry of a map; `text` is undefined when the value is no line of text, and is then kept as it is. */
export interface MapRow {
  name: string;
  text: string | undefined;
  value: unknown;
}

/** A map's entries in order; undefined when the value is no map. */
export function mapRowsOf(value: unknown): MapRow[] | undefined {
  if (!isGiven(value)) return [];
  if (!isMap(value)) return undefined;
  return Object.entries(value).map(([name, entry]) => ({
    name,
    text: entry === null ? undefined : textOf(entry),
    value: entry,
  }));
}

/** The map of rows; a row without a name is still being written, and of two rows with one name the first counts. */
export function mapOfRows(rows: readonly { name: string; value: unknown }[]): Record<string, unknown> | undefined {
  const named = rows.filter(
    (row, index) => row.name !== '' && rows.findIndex((other) => other.name === row.name) === index,
  );
  return named.length === 0 ? undefined : Object.fromEntries(named.map((row) => [row.name, row.value]));
}

/** What to write for a number that somebody types: a number where the text is one, the text itself otherwise, nothing for nothing. */
export function typedNumber(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return String(number) === trimmed && Number.isFinite(number) ? number : text;
}

/** What to write for a text that somebody types: nothing for nothing. */
export const typedText = (text: string): string | undefined => (text === '' ? undefined : text);
