import type { OutcomeView, StepView } from '../read/outcomeView';
import { readNumber } from '../read/readers';
import { isTold } from '../read/told';

/** Whether a step watches after the promotion. */
const isBake = ({ told }: StepView): boolean => isTold(told, 'bake');

/** The bake of a rollout, if it has one, and how long it takes. */
export function bakeOf({ steps }: Pick<OutcomeView, 'steps'>): { step: StepView; seconds: number } | undefined {
  const step = steps.find(isBake);
  const seconds = readNumber(step?.told?.values['seconds']);
  return step === undefined || seconds === undefined ? undefined : { step, seconds };
}

/** Whether a step runs that only a person ends. */
export const isWaitingForPerson = ({ steps }: Pick<OutcomeView, 'steps'>): boolean =>
  steps.some(({ kind, state }) => kind === 'holdForPerson' && state === 'running');

/** What the stage does while it stays at one routing: a bake and a wait for a person read as such. */
export function stayWord({ steps }: Pick<OutcomeView, 'steps'>): 'Holding' | 'Baking' | 'Waiting' {
  if (isWaitingForPerson({ steps })) return 'Waiting';
  return steps.some((step) => step.state === 'running' && isBake(step)) ? 'Baking' : 'Holding';
}
