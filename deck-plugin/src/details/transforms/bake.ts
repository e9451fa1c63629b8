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

/** What the stage does while it stays at one routing: a bake reads as such. */
export const stayWord = ({ steps }: Pick<OutcomeView, 'steps'>): 'Holding' | 'Baking' =>
  steps.some((step) => step.state === 'running' && isBake(step)) ? 'Baking' : 'Holding';
