import type { Samples } from '../store/cloudwatchState';

/** The samples of these values, each of which was measured `counts` times (once by default). */
export function samplesOf(values: readonly number[], counts?: readonly number[]): Samples | undefined {
  const merged = new Map<number, number>();
  values.forEach((value, index) => merged.set(value, (merged.get(value) ?? 0) + (counts?.[index] ?? 1)));
  const distinct = [...Float64Array.from(merged.keys()).sort()].filter((value) => (merged.get(value) ?? 0) > 0);
  const [min] = distinct,
    max = distinct.at(-1);
  if (min === undefined || max === undefined) return undefined;
  const often = distinct.map((value) => merged.get(value) ?? 0);
  return {
    count: often.reduce((sum, count) => sum + count, 0),
    sum: distinct.reduce((sum, value, index) => sum + value * (often[index] ?? 0), 0),
    min,
    max,
    values: distinct,
    counts: often,
  };
}

/** All of them together; undefined if there are none. */
export function mergedSamples(parts: readonly Samples[]): Samples | undefined {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return first;
  if (parts.every(({ values }) => values !== undefined))
    return samplesOf(
      parts.flatMap(({ values = [] }) => values),
      parts.flatMap(({ counts = [] }) => counts),
    );
  return others.reduce(
    (all, { count, sum, min, max }) => ({
      count: all.count + count,
      sum: all.sum + sum,
      min: Math.min(all.min, min),
      max: Math.max(all.max, max),
    }),
    { count: first.count, sum: first.sum, min: first.min, max: first.max },
  );
}
