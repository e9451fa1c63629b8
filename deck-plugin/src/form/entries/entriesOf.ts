import { isGiven } from '../../values/readValue';

/** The list's entries as they are; a single value counts as a list of one, and a map can't be one. */
export function entriesOf(value: unknown): unknown[] {
  if (!isGiven(value)) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}
