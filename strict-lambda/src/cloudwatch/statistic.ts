import type { Samples } from '../store/cloudwatchState';
import { invalidValue, notSupported } from './cloudwatchErrors';

/** Computes one statistic of a period; undefined if its samples don't have it. */
export type Statistic = (samples: Samples) => number | undefined;

const simple: Readonly<Record<string, Statistic>> = {
  SampleCount: ({ count }) => count,
  Sum: ({ sum }) => sum,
  Average: ({ sum, count }) => sum / count,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
};

/**
 * The statistic of a name: `SampleCount`, `Sum`, `Average`, `Minimum`, `Maximum`, a percentile (`p99.9`) or a percentile
 * rank (`PR(:300)`: the percentage of samples of at most 300; `PR(100:300)`: of those above 100, too). Throws for others.
 */
export function statisticOf(name: string, settings: { percentileRanks: boolean; percentiles: boolean }): Statistic {
  const plain = Object.hasOwn(simple, name) ? simple[name] : undefined;
  if (plain !== undefined) return plain;
  const percentile = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/.exec(name)?.[1];
  if (settings.percentiles && percentile !== undefined) return percentileOf(Number(percentile));
  const [, above, upTo] = /^PR\((-?[\d.]+)?:(-?[\d.]+)?\)$/.exec(name) ?? [];
  if (settings.percentileRanks && (above ?? upTo) !== undefined)
    return rankOf(Number(above ?? -Infinity), Number(upTo ?? Infinity));
  if (/^(IQM|(tm|tc|ts|wm)\d+(\.\d+)?|(TM|TC|TS|WM)\(.*\))$/.test(name)) throw notSupported(`The statistic ${name}`);
  throw invalidValue(`The value ${name} for parameter Stat is not supported.`);
}

/** The smallest value that at least this percentage of the samples does not exceed. AWS does not say how it computes it. */
const percentileOf =
  (percent: number): Statistic =>
  ({ values, counts = [], count, max }) => {
    if (values === undefined) return undefined;
    const wanted = (percent / 100) * count;
    let upTo = 0;
    const found = values.find((_value, index) => {
      upTo += counts[index] ?? 0;
      return upTo >= wanted && upTo > 0;
    });
    return found ?? max;
  };

const rankOf =
  (above: number, upTo: number): Statistic =>
  ({ values, counts = [], count }) => {
    if (values === undefined) return undefined;
    const inside = values.reduce(
      (sum, value, index) => (value > above && value <= upTo ? sum + (counts[index] ?? 0) : sum),
      0,
    );
    return (100 * inside) / count;
  };
