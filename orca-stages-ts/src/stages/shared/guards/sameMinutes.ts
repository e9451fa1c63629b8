import { total, type Pair, type PairedMinute } from './counts';

/**
 * Candidate and baseline over all holds, as if both had been called in the same proportion all the time. Without this,
 * an outage that hits both while the candidate's weight rises would look like a worse candidate. Holds in which one of
 * them has no calls count for nothing. Pure.
 */
export function sameMinutes(holds: readonly (readonly PairedMinute[])[]): Pair {
  const candidate = { calls: 0, bad: 0 };
  let expectedBad = 0,
    spread = 0;
  for (const minutes of holds) {
    const mine = total(minutes.map((minute) => minute.candidate)),
      other = total(minutes.map((minute) => minute.baseline));
    if (mine.calls === 0 || other.calls === 0) continue;
    candidate.calls += mine.calls;
    candidate.bad += mine.bad;
    expectedBad += (mine.calls * other.bad) / other.calls;
    spread += mine.calls ** 2 / other.calls;
  }
  if (candidate.calls === 0) return { candidate, baseline: { calls: 0, bad: 0 } };
  const calls = candidate.calls ** 2 / spread;
  return { candidate, baseline: { calls, bad: (calls * expectedBad) / candidate.calls } };
}
