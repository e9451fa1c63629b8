import { guardLimits, isRate, type GuardInput, type GuardMetric } from './evidence';
import { expandGradual, type GradualFields } from './gradualSteps';

/** Minutes after which CloudWatch's figures of a minute are complete enough to call a candidate fine. */
export const FINE_DELAY_MINUTES = 3;
/** Minutes of calls that the guard of a rate needs at least, and the guard of a duration. */
const JUDGED_MINUTES_OF_RATE = 1;
const JUDGED_MINUTES_OF_DURATION = 2;

/** Guards for which no hold is long enough, and the minutes that the slowest of them needs. */
export interface TooShortHolds {
  metrics: GuardMetric[];
  minutes: number;
}

/**
 * Guards that no hold is long enough for: their warm-up, CloudWatch's delay, and some minutes of calls must fit into one
 * hold, or into the watch of a split. Undefined if there is none. Pure; shared by the form and the plan.
 */
export function tooShortHolds(
  fields: GradualFields & {
    guards?: readonly GuardInput[] | undefined;
    deploymentStrategy?: string | undefined;
    watchSeconds?: number | undefined;
  },
): TooShortHolds | undefined {
  const longest =
    fields.deploymentStrategy === '$WEIGHTED'
      ? (fields.watchSeconds ?? 0) / 60
      : Math.max(0, ...expandGradual(fields).map((move) => (move.kind === 'weight' ? move.holdSeconds / 60 : 0)));
  const short = (fields.guards ?? [])
    .map(guardLimits)
    .filter(({ shadow }) => !shadow)
    .map(({ metric, warmupMinutes }) => ({
      metric,
      minutes:
        warmupMinutes + FINE_DELAY_MINUTES + (isRate(metric) ? JUDGED_MINUTES_OF_RATE : JUDGED_MINUTES_OF_DURATION),
    }))
    .filter(({ minutes }) => minutes > longest);
  return short.length === 0
    ? undefined
    : { metrics: short.map(({ metric }) => metric), minutes: Math.max(...short.map(({ minutes }) => minutes)) };
}
