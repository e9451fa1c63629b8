import { gammaln } from 'simple-statistics';
import type { Pair } from './counts';
import { lnEvidence } from './evidenceRatio';
import { dividedBy } from './judgeRate';
import { FEWEST_BAD_MINUTES } from './verdict';

/** The chance with which a guard should notice what it says that it would notice. */
const CHANCE = 0.9;
/** The same as a quantile of the normal distribution. */
const CHANCE_Z = 1.2816;
/** From so many bad calls on, the normal distribution is as good as the binomial one. */
const MANY = 400;
const BISECTIONS = 40;

/**
 * By how many percentage points more bad calls the candidate would be noticed with a chance of 90%, with the calls so
 * far; undefined if it would not be noticed even if all its calls were bad. Pure.
 */
export function noticeablePoints(
  { candidate, baseline }: Pair,
  { tolerance, alpha, clumpiness }: { tolerance: number; alpha: number; clumpiness: number },
): number | undefined {
  const { calls } = candidate;
  if (calls === 0 || baseline.calls === 0) return undefined;
  const evidenceOf = (bad: number): number =>
    lnEvidence(dividedBy({ candidate: { calls, bad }, baseline }, clumpiness), tolerance);
  const rate = baseline.bad / baseline.calls;
  const needed = firstOf(
    Math.max(FEWEST_BAD_MINUTES, Math.ceil(calls * (rate + tolerance))),
    calls,
    (bad) => evidenceOf(bad) >= -Math.log(alpha),
  );
  if (needed === undefined) return undefined;
  const points = rateReaching(needed, calls) - rate;
  return points * 100;
}

/** The smallest whole number from `low` to `high` that fits; once one fits, all higher ones do. */
function firstOf(low: number, high: number, fits: (value: number) => boolean): number | undefined {
  let from = low,
    to = Math.floor(high);
  if (from > to || !fits(to)) return undefined;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (fits(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** The rate at which at least `needed` of `calls` are bad, with the wanted chance. */
function rateReaching(needed: number, calls: number): number {
  let low = 0,
    high = 1;
  for (let round = 0; round < BISECTIONS; round += 1) {
    const rate = (low + high) / 2;
    if (isLikely(needed, calls, rate)) high = rate;
    else low = rate;
  }
  return high;
}

function isLikely(needed: number, calls: number, rate: number): boolean {
  if (needed > MANY) return calls * rate - CHANCE_Z * Math.sqrt(calls * rate * (1 - rate)) >= needed - 0.5;
  return rate >= 1 || 1 - chanceBelow(needed, calls, rate) >= CHANCE;
}

/** The chance of fewer than `needed` bad ones among `calls`. */
function chanceBelow(needed: number, calls: number, rate: number): number {
  let sum = 0;
  for (let bad = 0; bad < needed; bad += 1)
    sum += Math.exp(
      gammaln(calls + 1) -
        gammaln(bad + 1) -
        gammaln(calls - bad + 1) +
        bad * Math.log(rate) +
        (calls - bad) * Math.log1p(-rate),
    );
  return sum;
}
