import type { OutcomeView } from '../read/outcomeView';
import { isWaitingForPerson } from './bake';
import { weightOf } from './traffic';

/** The weights that are still to come, with their probable times. */
export interface PlannedCourse {
  levels: { fromMs: number; percent: number }[];
  endMs: number;
}

/**
 * What is planned next: the weights above the current one, at the plan's intervals, counted from the end of the
 * current hold. Undefined if nothing is planned for the version, nothing is left of it, or a person decides when it goes
 * on.
 */
export function plannedCourse(
  { routing, hold, held, steps }: Pick<OutcomeView, 'routing' | 'hold' | 'held' | 'steps'>,
  version: string,
  nowMs: number,
): PlannedCourse | undefined {
  if (held !== undefined || isWaitingForPerson({ steps })) return undefined;
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
