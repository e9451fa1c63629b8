/** Longest text of an author's that a message repeats. */
const MOST_CHARACTERS = 200;
/** Longest list that a message repeats. */
const MOST_ENTRIES = 20;

/** A text, cut to a length. */
export const clipped = (text: string, characters = MOST_CHARACTERS): string =>
  text.length <= characters ? text : `${text.slice(0, characters)}…`;

/** Any JSON with its texts and lists cut to a length. */
export function clippedValue(value: unknown, characters = MOST_CHARACTERS, entries = MOST_ENTRIES): unknown {
  const inner = (part: unknown): unknown => clippedValue(part, characters, entries);
  if (typeof value === 'string') return clipped(value, characters);
  if (Array.isArray(value)) return value.slice(0, entries).map(inner);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(part)]));
}
