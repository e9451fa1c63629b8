import { holdsExpression, isGiven, isMap, shortJson, textOf } from 'stage-contract';

export { entryOf, isGiven, isMap, jsonOf, shortJson, textOf } from 'stage-contract';

/*
 * Every read of a stage's value goes through here: a pipeline's JSON can contain anything anywhere, and a form must
 * neither crash on it nor lose it.
 */

/** Names and values, whatever the values are. */
export type Values = Readonly<Record<string, unknown>>;

/** Whether the value as a whole is text with a `${…}` expression. */
export const isExpression = (value: unknown): value is string => typeof value === 'string' && holdsExpression(value);

/** What would be saved of a stage: without fields that Deck holds as undefined, and without AngularJS's own notes. */
export const savedPart = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => value !== undefined && !name.startsWith('$$')));

/** true and false, also as text, which is how pipeline parameters pass them; undefined for anything else. */
export function flagOf(value: unknown): boolean | undefined {
  const text = textOf(value)?.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' || text === '' ? false : undefined;
}

/** One entry of a list: its text, and the value behind it (kept unchanged unless it is replaced). */
export interface ListItem {
  text: string;
  value: unknown;
}

/** A list's entries. A single value counts as a list of one, as in the contract; undefined if the value is a map. */
export function listOf(value: unknown): ListItem[] | undefined {
  if (!isGiven(value)) return [];
  if (isMap(value)) return undefined;
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.map((item) => ({ text: item === null ? 'null' : (textOf(item) ?? shortJson(item, 40)), value: item }));
}

/** One entry of a map. `text` is undefined if the value is not a line of text; the value is then kept unchanged. */
export interface MapRow {
  name: string;
  text: string | undefined;
  value: unknown;
}

/** A map's entries in order; undefined if the value is not a map. */
export function mapRowsOf(value: unknown): MapRow[] | undefined {
  if (!isGiven(value)) return [];
  if (!isMap(value)) return undefined;
  return Object.entries(value).map(([name, entry]) => ({
    name,
    text: entry === null ? undefined : textOf(entry),
    value: entry,
  }));
}

/**
 * The map for rows. A row without a name is still being written; if two rows have the same name, the first one counts.
 */
export function mapOfRows(rows: readonly { name: string; value: unknown }[]): Record<string, unknown> | undefined {
  const named = rows.filter(
    (row, index) => row.name !== '' && rows.findIndex((other) => other.name === row.name) === index,
  );
  return named.length === 0 ? undefined : Object.fromEntries(named.map((row) => [row.name, row.value]));
}

/**
 * What to write for a number that someone types: a number if the text is one, otherwise the text itself, and undefined
 * for no text.
 */
export function typedNumber(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return String(number) === trimmed && Number.isFinite(number) ? number : text;
}

/** What to write for text that someone types: undefined for no text. */
export const typedText = (text: string): string | undefined => (text === '' ? undefined : text);
