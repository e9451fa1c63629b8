import type { Pair } from './counts';

/** What a guard says: `worse` acts at once, the others only count at the end of a hold. */
type GuardVerdict = 'fine' | 'worse' | 'notEnough';

/** The result of one look of a guard. */
export interface Judged {
  verdict: GuardVerdict;
  /** What was compared: the calls of both in the same minutes, and the bad ones among them. */
  pair: Pair;
  /** Natural logarithm of the evidence ratio. */
  lnEvidence: number;
  /** Minutes in which the candidate had a bad call. */
  badMinutes: number;
  /** More likely worse than within the limit, though not certain enough to act. */
  leansToWorse: boolean;
  /** How many calls of the version that has fewer are missing until the guard can say anything; 0: none. */
  missing: { candidate: number; baseline: number };
}

/** What a verdict depends on. */
interface Findings {
  pair: Pair;
  lnEvidence: number;
  badMinutes: number;
  isGross: boolean;
  clumpiness: number;
  alpha: number;
  minimumInvocations: number;
}

/** Bad calls must come in so many different minutes: one clump is no evidence. */
export const FEWEST_BAD_MINUTES = 3;

/** The verdict over some findings. Pure. */
export function verdictOf({
  pair,
  lnEvidence,
  badMinutes,
  isGross,
  clumpiness,
  alpha,
  minimumInvocations,
}: Findings): Judged {
  const needed = minimumInvocations * clumpiness;
  const missing = {
    candidate: Math.max(0, Math.ceil(needed - pair.candidate.calls)),
    baseline: Math.max(0, Math.ceil(needed - pair.baseline.calls)),
  };
  const leansToWorse = pair.candidate.calls > 0 && lnEvidence >= 0;
  const isWorse =
    pair.candidate.calls > 0 && lnEvidence >= -Math.log(alpha) && (badMinutes >= FEWEST_BAD_MINUTES || isGross);
  // Without calls there is no evidence either way: the ratio is 1 then.
  const isEnough = missing.candidate === 0 && missing.baseline === 0 && lnEvidence < 0;
  return {
    verdict: isWorse ? 'worse' : isEnough ? 'fine' : 'notEnough',
    pair,
    lnEvidence,
    badMinutes,
    leansToWorse,
    missing,
  };
}
