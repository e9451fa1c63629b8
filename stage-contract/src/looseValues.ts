/*
 * Reading values that someone wrote: a pipeline's JSON can contain anything anywhere, and whoever reads it must neither
 * crash on it nor lose it.
 */

/** Whether a value is set; empty text and null mean that the field is absent. Deck writes them for a cleared control. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Whether a value is a plain map of names to values. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map's own entry; undefined if there is no map or no such entry (`constructor` and the like are not entries). */
export const entryOf = (value: unknown, name: string): unknown =>
  isMap(value) && Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined;

/** Text for a value that fits into a line of text; undefined for lists and maps. */
export function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Text of a map's entry without surrounding white space; empty if there is none, or if it is no line of text. */
export const textAt = (value: unknown, name: string): string => textOf(entryOf(value, name))?.trim() ?? '';

/** Anything as JSON; never throws, because a value may contain itself. */
export function jsonOf(value: unknown, indent = 0): string {
  try {
    return JSON.stringify(value, null, indent) ?? String(value);
  } catch {
    return String(value);
  }
}

/** The same, shortened to fit into a line. */
export function shortJson(value: unknown, limit = 60): string {
  const text = jsonOf(value);
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
