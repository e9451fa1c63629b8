import type { ZonedTimes } from '../text/zonedTimes';

/** A labeled time on the time axis. */
export interface TimeTick {
  atMs: number;
  text: string;
}

const STEP_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
] as const;
/** Most intervals: their labels fit next to each other in the narrowest drawing. */
const MOST_INTERVALS = 5;
/** Part of the span at either end where a label would extend beyond the drawing. */
const EDGE_SHARE = 0.04;

/** Round times between two others, few enough to be read; seconds only if they matter. */
export function timeTicks(fromMs: number, toMs: number, times: ZonedTimes): TimeTick[] {
  const span = toMs - fromMs;
  if (!(span > 0)) return [];
  const stepMs =
    (STEP_SECONDS.find((seconds) => span / (seconds * 1000) <= MOST_INTERVALS) ??
      Math.ceil(span / MOST_INTERVALS / 86_400_000) * 86_400) * 1000;
  const first = Math.ceil((fromMs + span * EDGE_SHARE) / stepMs) * stepMs;
  const count = Math.max(0, Math.floor((toMs - span * EDGE_SHARE - first) / stepMs) + 1);
  return Array.from({ length: count }, (_, index) => first + index * stepMs).map((atMs) => ({
    atMs,
    text: stepMs < 60_000 ? times.time(atMs) : times.time(atMs).slice(0, 5),
  }));
}
