import { isMap } from './readValue';

/** A map with one entry changed or, without a value, removed; undefined if nothing is left. */
export function withEntry(value: unknown, name: string, entry: unknown): Record<string, unknown> | undefined {
  const before = isMap(value) ? value : {};
  const after = Object.entries(before)
    .filter(([key]) => key !== name || entry !== undefined)
    .map(([key, old]): [string, unknown] => [key, key === name ? entry : old]);
  if (entry !== undefined && !after.some(([key]) => key === name)) after.push([name, entry]);
  return after.length === 0 ? undefined : Object.fromEntries(after);
}
