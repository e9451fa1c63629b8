import { isMap } from './readValue';

/** A map with one entry changed or, without a value, removed; undefined if nothing is left. */
export function withEntry(value: unknown, name: string, entry: unknown): Record<string, unknown> | undefined {
  const before = isMap(value) ? value : {};
  const after = Object.fromEntries([
    ...Object.entries(before)
      .filter(([key]) => key !== name || entry !== undefined)
      .map(([key, old]) => [key, key === name ? entry : old]),
  ]);
  if (entry !== undefined && !(name in after)) after[name] = entry;
  return Object.keys(after).length === 0 ? undefined : after;
}
