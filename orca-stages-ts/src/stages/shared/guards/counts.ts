/** What a version did in one minute, or in several: calls, and those among them that count as bad. */
export interface Counts {
  calls: number;
  bad: number;
}

/** Candidate and baseline in the same minute. */
export interface PairedMinute {
  candidate: Counts;
  baseline: Counts;
}

/** Candidate and baseline over several minutes. */
export type Pair = PairedMinute;

/** The sum of several counts. Pure. */
export const total = (counts: readonly Counts[]): Counts =>
  counts.reduce((sum, { calls, bad }) => ({ calls: sum.calls + calls, bad: sum.bad + bad }), { calls: 0, bad: 0 });
