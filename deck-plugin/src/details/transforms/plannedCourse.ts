import type { OutcomeView } from '../read/outcomeView';
import { weightOf } from './traffic';

/** The weights that are still to come, with their probable times. */
export interface PlannedCourse {
  levels: { fromMs: number; percent: number }[];
  endMs: number;
}

/**
 * What is planned next: the weights above the current one, at the plan's intervals, counted from the end of the
 * current hold. Undefined if nothing is planned for the version, or nothing is left of it.
 */
export function plannedCourse(
  { routing, hold }: Pick<OutcomeView, 'routing' | 'hold'>,
  version: string,
  nowMs: number,
): PlannedCourse | undefined {
  const { planned, now, wanted } = routing;
  if (planned === undefined || now === undefined || wanted?.mainVersion !== version) return undefined;
  const present = weightOf(version, now);
  const left = planned.filter(({ weightPercent }) => weightPercent > present);
  const next = left[0];
  if (next === undefined) return undefined;
  const beginMs = Math.max(nowMs, hold?.untilMs ?? nowMs);
  const levels = left.map(({ afterSeconds, weightPercent }) => ({
    fromMs: beginMs + (afterSeconds - next.afterSeconds) * 1000,
    percent: weightPercent,
  }));
  return { levels, endMs: levels[levels.length - 1]?.fromMs ?? beginMs };
}
