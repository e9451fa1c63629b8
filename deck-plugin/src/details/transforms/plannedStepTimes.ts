import type { OutcomeView } from '../read/outcomeView';
import { plannedCourse } from './plannedCourse';
import { candidateOf } from './traffic';

/** The weight that a step of a rollout sets or holds, by its id; undefined for a check, which stands before the next weight. */
function percentOf(id: string): number | undefined {
  if (id === 'promote') return 100;
  const match = /^(?:weight|hold):(\d+)$/.exec(id);
  return match === null ? undefined : Number(match[1]);
}

/** When each step that is still to do will probably begin, in the order of the steps; undefined where nothing is planned for it. */
export function plannedStepTimes(outcome: OutcomeView, nowMs: number): (number | undefined)[] {
  const candidate = candidateOf(outcome);
  const course = candidate === undefined ? undefined : plannedCourse(outcome, candidate, nowMs);
  let next: number | undefined;
  return [...outcome.steps]
    .reverse()
    .map((step) => {
      const percent = percentOf(step.id);
      if (percent !== undefined) next = course?.levels.find((level) => level.percent === percent)?.fromMs;
      return step.state === 'todo' ? next : undefined;
    })
    .reverse();
}

/** When the rollout will probably have promoted; undefined when it is not going on, or nothing is planned. */
export function plannedEndMs(outcome: OutcomeView, nowMs: number): number | undefined {
  const candidate = candidateOf(outcome);
  return candidate === undefined ? undefined : plannedCourse(outcome, candidate, nowMs)?.endMs;
}
