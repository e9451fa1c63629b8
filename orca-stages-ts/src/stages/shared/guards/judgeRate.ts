import { type Pair, type PairedMinute } from './counts';
import { lnEvidence } from './evidenceRatio';
import { sameMinutes } from './sameMinutes';
import { verdictOf, type Judged } from './verdict';

/** When a rate counts as worse. */
export interface RateLimits {
  /** How much higher the candidate's rate may be, in percentage points. */
  maxIncreasePercentPoints: number;
  /** The chance of a wrong `worse`, 0 to 1. */
  alpha: number;
  /** Fewest calls of each version, after they have been divided by the clumpiness. */
  minimumInvocations: number;
}

/** A fault so gross that one minute is enough: this many calls, and this much worse. */
const GROSS_CALLS = 100;
const GROSS_DIFFERENCE = 0.5;

/**
 * Judges a rate of bad calls (errors or throttles) over all minutes of all holds so far; late or corrected figures
 * repair themselves, because every look starts anew. Pure.
 */
export function judgeRate(
  holds: readonly (readonly PairedMinute[])[],
  clumpiness: number,
  { maxIncreasePercentPoints, alpha, minimumInvocations }: RateLimits,
): Judged {
  const pair = sameMinutes(holds);
  const evidence = lnEvidence(dividedBy(pair, clumpiness), maxIncreasePercentPoints / 100);
  const badMinutes = holds.flat().filter(({ candidate }) => candidate.bad > 0).length;
  return verdictOf({
    pair,
    lnEvidence: evidence,
    badMinutes,
    isGross: isGross(pair),
    clumpiness,
    alpha,
    minimumInvocations,
  });
}

/** The same counts, as if only every so many of them were independent. Pure. */
export const dividedBy = ({ candidate, baseline }: Pair, clumpiness: number): Pair => ({
  candidate: { calls: candidate.calls / clumpiness, bad: candidate.bad / clumpiness },
  baseline: { calls: baseline.calls / clumpiness, bad: baseline.bad / clumpiness },
});

const isGross = ({ candidate, baseline }: Pair): boolean =>
  candidate.calls >= GROSS_CALLS && candidate.bad / candidate.calls - baseline.bad / baseline.calls >= GROSS_DIFFERENCE;
