import type { MinuteSpan } from '../../../model/metricFacts';

/** A minute, in ms. */
export const MINUTE_MS = 60_000;

/** When the minute of a time began, in ms since 1970. Pure. */
export const wholeMinute = (timeMs: number): number => Math.floor(timeMs / MINUTE_MS) * MINUTE_MS;

/**
 * The full minutes since a time whose figures have arrived: those that ended `delayMs` ago or earlier. Undefined if there
 * is none yet. Pure.
 */
export function completeMinutes(sinceMs: number, nowMs: number, delayMs: number): MinuteSpan | undefined {
  const fromMs = Math.ceil(sinceMs / MINUTE_MS) * MINUTE_MS,
    toMs = wholeMinute(nowMs - delayMs);
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}

/** Every minute of a span. Pure. */
export function minutesIn({ fromMs, toMs }: MinuteSpan): number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((toMs - fromMs) / MINUTE_MS)) },
    (_minute, index) => fromMs + index * MINUTE_MS,
  );
}
