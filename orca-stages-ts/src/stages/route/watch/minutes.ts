import type { MinuteSpan } from '../../../model/metricFacts';
import type { Counts, PairedMinute } from '../../shared/guards';
import { completeMinutes, MINUTE_MS, minutesIn, type VersionMinute } from '../../shared/versionFigures';

/** Rollouts that look at the same minutes may share what CloudWatch has answered, for so long. */
export const SHARED_MS = 15_000;

/** A time of constant weight, in ms since 1970. */
export interface HoldWindow {
  weightPercent: number;
  fromMs: number;
  /** Absent: it lasts. */
  untilMs?: number;
}

/** The holds that have ended, with one more. Pure. */
export const withWindow = (
  windows: readonly HoldWindow[] | undefined,
  { weightPercent = 0 }: { weightPercent?: number | undefined },
  times: { fromMs: number; untilMs: number },
): { windows: HoldWindow[] } => ({ windows: [...(windows ?? []), { weightPercent, ...times }] });

/** The minutes that lie in a hold as a whole, after its warm-up, and have ended by a time; undefined if none has. Pure. */
export const wholeMinutes = (
  { fromMs, untilMs = Infinity }: HoldWindow,
  byMs: number,
  warmupMinutes = 0,
): MinuteSpan | undefined => completeMinutes(fromMs + warmupMinutes * MINUTE_MS, Math.min(untilMs, byMs), 0);

/** How a guard counts the calls of one minute. */
export type Counting = (minute: VersionMinute) => Counts;

/** Calls that the function itself has ended, and those that failed. */
export const countErrors: Counting = (minute) => ({ calls: minute.invocations, bad: minute.errors });

/** Calls that AWS has accepted or refused, and those that it refused. */
export const countThrottles: Counting = (minute) => ({
  calls: minute.invocations + minute.throttles,
  bad: minute.throttles,
});

/** What CloudWatch has counted of both versions. */
export interface BothVersions {
  /** By the start of each minute; one whose figures have not arrived completely is missing. */
  candidate: ReadonlyMap<number, VersionMinute>;
  baseline: ReadonlyMap<number, VersionMinute>;
  /** Whether AWS says which version was meant by the calls that it throttled. */
  throttlesByVersion: boolean;
}

/** Both versions in each minute of a span; minutes that have not arrived completely are left out. Pure. */
export function pairedMinutes(span: MinuteSpan | undefined, both: BothVersions, count: Counting): PairedMinute[] {
  if (span === undefined) return [];
  return minutesIn(span).flatMap((at) => {
    const [candidate, baseline] = [both.candidate.get(at), both.baseline.get(at)];
    return candidate === undefined || baseline === undefined
      ? []
      : [{ candidate: count(candidate), baseline: count(baseline) }];
  });
}
