// gammaln: simple-statistics, ISC, since 2012, no dependencies; tested against 1e6 to 15 digits.
import { gammaln } from 'simple-statistics';
import type { Pair } from './counts';

/** Bisections of the kindest story: each halves the interval, so that 100 of them reach the limit of a double. */
const BISECTIONS = 100;

/**
 * How many times better the counts fit a candidate with a rate of its own than the kindest story in which its rate is
 * at most `tolerance` (0 to 1) above the baseline's, as a natural logarithm. 0 without calls on either side. Pure.
 */
export function lnEvidence({ candidate, baseline }: Pair, tolerance: number): number {
  const { calls: n, bad: x } = candidate,
    { calls: m, bad: y } = baseline;
  if (n === 0 || m === 0) return 0;
  const p = x / n,
    q = y / m;
  const ownRate = lnBeta(0.5 + x, 0.5 + n - x) - Math.log(Math.PI);
  if (p <= q + tolerance) return ownRate - xLnP(x, p) - xLnP(n - x, 1 - p);
  const kindest = kindestBaseline({ candidate, baseline }, tolerance);
  return (
    ownRate +
    xLnP(y, q) +
    xLnP(m - y, 1 - q) -
    xLnP(x, kindest + tolerance) -
    xLnP(n - x, 1 - kindest - tolerance) -
    xLnP(y, kindest) -
    xLnP(m - y, 1 - kindest)
  );
}

/** The baseline's rate that explains both best if the candidate is exactly `tolerance` worse: found by its slope. */
function kindestBaseline({ candidate, baseline }: Pair, tolerance: number): number {
  const { calls: n, bad: x } = candidate,
    { calls: m, bad: y } = baseline;
  let low = y / m,
    high = Math.min(x / n - tolerance, 1 - tolerance);
  for (let round = 0; round < BISECTIONS; round += 1) {
    const q = (low + high) / 2;
    const slope = share(x, q + tolerance) - share(n - x, 1 - q - tolerance) + share(y, q) - share(m - y, 1 - q);
    if (slope > 0) low = q;
    else high = q;
  }
  return (low + high) / 2;
}

/** A count over its probability; a count of zero says nothing, whatever its probability. */
const share = (count: number, probability: number): number => (count === 0 ? 0 : count / probability);

const xLnP = (count: number, probability: number): number => (count === 0 ? 0 : count * Math.log(probability));

const lnBeta = (a: number, b: number): number => gammaln(a) + gammaln(b) - gammaln(a + b);
