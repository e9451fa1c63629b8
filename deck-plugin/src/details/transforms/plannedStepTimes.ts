import type { OutcomeView } from '../read/outcomeView';
import { plannedCourse } from './plannedCourse';
import { candidateOf } from './traffic';

/**
 * When each remaining step will probably start, in the order of the steps; undefined if nothing is planned for it. A
 * step without its own weight, such as a check, comes before the next weight.
 */
export function plannedStepTimes(outcome: OutcomeView, nowMs: number): (number | undefined)[] {
  const candidate = candidateOf(outcome);
  const course = candidate === undefined ? undefined : plannedCourse(outcome, candidate, nowMs);
  let next: number | undefined;
  return [...outcome.steps]
    .reverse()
    .map((step) => {
      const { weightPercent } = step;
      if (weightPercent !== undefined) next = course?.levels.find(({ percent }) => percent === weightPercent)?.fromMs;
      return step.state === 'todo' ? next : undefined;
    })
    .reverse();
}

/** When the rollout will probably have promoted; undefined if it is not in progress, or nothing is planned. */
export function plannedEndMs(outcome: OutcomeView, nowMs: number): number | undefined {
  const candidate = candidateOf(outcome);
  return candidate === undefined ? undefined : plannedCourse(outcome, candidate, nowMs)?.endMs;
}
