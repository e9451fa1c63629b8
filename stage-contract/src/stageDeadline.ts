/** Orca's own limit for a webhook stage without `stageTimeoutMs`: one hour. */
export const DEFAULT_STAGE_TIMEOUT_MS = 3_600_000;

const LEAST_RESERVE_MS = 30_000;

/**
 * Our own deadline in ms. It comes before Orca's, so that the failure policy can finish while Orca is still polling. 30
 * s or a tenth earlier, but at most half.
 */
export function deadlineAfter(stageTimeoutMs: number): number {
  return stageTimeoutMs - Math.min(Math.max(LEAST_RESERVE_MS, stageTimeoutMs / 10), stageTimeoutMs / 2);
}

/** The stage timeout in ms, in whole minutes, whose deadline leaves the given time for work. */
export function stageTimeoutFor(workMs: number): number {
  const enough = Math.max(2 * LEAST_RESERVE_MS, workMs + LEAST_RESERVE_MS, workMs / 0.9);
  return Math.ceil(enough / 60_000) * 60_000;
}

/**
 * The stage's timeout in ms from its context: a number or numeric text; one hour if absent; undefined while it is an
 * expression.
 */
export function stageTimeoutIn(context: Readonly<Record<string, unknown>>): number | undefined {
  const value = context['stageTimeoutMs'];
  if (typeof value === 'string' && value.includes('${')) return undefined;
  const timeoutMs = Number(value);
  return Number.isFinite(timeoutMs) && timeoutMs > 0 ? timeoutMs : DEFAULT_STAGE_TIMEOUT_MS;
}

/** By how much some work exceeds the time of its stage. */
export interface TimeShortage {
  neededSeconds: number;
  deadlineSeconds: number;
  timeoutMs: number;
  neededTimeoutMs: number;
}

/** By how much so many seconds of work exceed a stage's time; undefined if they fit, or if the timeout is not known yet. */
export function stageTimeShortage(
  neededSeconds: number,
  context: Readonly<Record<string, unknown>>,
): TimeShortage | undefined {
  const timeoutMs = stageTimeoutIn(context);
  if (timeoutMs === undefined) return undefined;
  const deadlineSeconds = deadlineAfter(timeoutMs) / 1000;
  return neededSeconds <= deadlineSeconds
    ? undefined
    : { neededSeconds, deadlineSeconds, timeoutMs, neededTimeoutMs: stageTimeoutFor(neededSeconds * 1000) };
}
