/** How much text of one value a page keeps: enough to read an error of several KB, too little to freeze the tab. */
export const TEXT_LIMIT = 20_000;
/** How many entries of one list a page keeps; the outcome's own limits are lower. */
export const LIST_LIMIT = 500;

/** Whether a value is a JSON object. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One own field of an object, so that names like `constructor` find nothing. */
export const readField = (value: unknown, name: string): unknown =>
  isRecord(value) && Object.prototype.hasOwnProperty.call(value, name) ? value[name] : undefined;

/** Text that is worth showing. Numbers and booleans count, because other writers leave versions unquoted. */
export function readText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  return value.length > TEXT_LIMIT ? `${value.slice(0, TEXT_LIMIT)}…` : value;
}

/** A finite number, even if it is written as text. */
export function readNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** True or false, even if it is written as text. */
export function readFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

/** The entries of a list that can be read; others are skipped. */
export function readList<T>(value: unknown, readEntry: (entry: unknown, index: number) => T | undefined): T[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, LIST_LIMIT).flatMap((entry, index) => {
    const read = readEntry(entry, index);
    return read === undefined ? [] : [read];
  });
}

/** The latest time that JavaScript's Date supports, in ms since 1970. */
const LAST_MOMENT_MS = 8_640_000_000_000_000;

/** A time in ms since 1970, from ISO 8601 text or from such a number. */
export function readTimeMs(value: unknown): number | undefined {
  const atMs = typeof value === 'string' ? Date.parse(value) : value;
  return typeof atMs === 'number' && Number.isFinite(atMs) && atMs > 0 && atMs <= LAST_MOMENT_MS ? atMs : undefined;
}

/** One of a closed set of words; anything else is undefined. */
export const readWord = <W extends string>(words: readonly W[], value: unknown): W | undefined =>
  words.find((word) => word === value);
