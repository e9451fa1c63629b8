import type { MinuteSpan } from '../../../model/metricFacts';

const MINUTE_MS = 60_000;

/**
 * The full minutes since a time whose figures have arrived: those that ended `delayMs` ago or earlier. Undefined if there
 * is none yet. Pure.
 */
export function completeMinutes(sinceMs: number, nowMs: number, delayMs: number): MinuteSpan | undefined {
  const fromMs = Math.ceil(sinceMs / MINUTE_MS) * MINUTE_MS,
    toMs = Math.floor((nowMs - delayMs) / MINUTE_MS) * MINUTE_MS;
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}
