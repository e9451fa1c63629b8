import { gradualSteps, gradualTimeShortage, holdSecondsOf, type GradualFields, type GradualStep } from 'stage-contract';
import type { Values } from '../../../values/readValue';

/** Shorter holds are scaled to the second, longer ones to the minute. */
const MINUTES_FROM_SECONDS = 120;

const rounded = (seconds: number): number =>
  seconds >= MINUTES_FROM_SECONDS ? Math.floor(seconds / 60) * 60 : Math.floor(seconds);

/**
 * The same steps with all holds shortened by one factor, so that they end before the deadline; undefined if even that
 * is not enough.
 */
export function scaledSteps(fields: GradualFields, values: Values): readonly GradualStep[] | undefined {
  const shortage = gradualTimeShortage(fields, values);
  if (shortage === undefined) return undefined;
  const holds = holdSecondsOf(fields);
  const factor = (holds - (shortage.neededSeconds - shortage.deadlineSeconds)) / holds;
  if (!(factor > 0)) return undefined;
  return gradualSteps(fields).map((step) =>
    step.holdSeconds === undefined ? step : { ...step, holdSeconds: rounded(step.holdSeconds * factor) },
  );
}
