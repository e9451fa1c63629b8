import type { Problem } from 'stage-contract';
import { entryOf, isMap } from '../values/readValue';

/** What you can do about an unknown name inside a field's value. */
export interface NestedRemedy {
  path: readonly string[];
  renameTo: string | undefined;
}

/** Undefined for any other problem. */
export function nestedRemedy(problem: Problem): NestedRemedy | undefined {
  const path = problem.field.split('.').slice(1);
  return problem.code !== 'unknownName' || path.length === 0 ? undefined : { path, renameTo: problem.values.nearest };
}

/** A value with one name inside it renamed or, without a new name, removed. Everything else stays, in its order. */
export function withNameChanged(value: unknown, path: readonly string[], renameTo: string | undefined): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value))
    return value.map((entry: unknown, index) =>
      String(index) === name ? withNameChanged(entry, rest, renameTo) : entry,
    );
  if (!isMap(value)) return value;
  if (rest.length > 0)
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, key === name ? withNameChanged(entry, rest, renameTo) : entry]),
    );
  const taken = renameTo !== undefined && entryOf(value, renameTo) !== undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, entry]): [string, unknown][] => {
      if (key !== name) return [[key, entry]];
      return renameTo === undefined || taken ? [] : [[renameTo, entry]];
    }),
  );
}
