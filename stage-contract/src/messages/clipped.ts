/** Longest text of an author's that a message repeats. */
const MOST_CHARACTERS = 200;
/** Longest list of names that a message repeats. */
const MOST_NAMES = 20;

/** A text cut to a length that a message can carry. */
export const clipped = (text: string): string =>
  text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;

/** Values whose texts and lists are cut to a length that a message can carry. */
export const clippedValues = <V extends object>(values: V): V =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clippedValue(value)])) as V;

function clippedValue(value: unknown): unknown {
  if (typeof value === 'string') return clipped(value);
  return Array.isArray(value) ? value.slice(0, MOST_NAMES).map(clippedValue) : value;
}
