import { MOST_GRADUAL_STEPS, type InvocationReport } from 'stage-contract';
import type { ApplyContext } from '../../model/stageContext';
import type { RouteFacts } from './steps';

/** Most answers that the outcome keeps: as many as a rollout has steps. */
const MOST_JUDGED = MOST_GRADUAL_STEPS;

/** The responses of all checks and hooks so far and this one, numbered in order; the newest are kept. Pure. */
export function judgedCalls(
  { facts }: Pick<ApplyContext<RouteFacts>, 'facts'>,
  call: Omit<InvocationReport, 'index'>,
): InvocationReport[] {
  const before = facts.judged ?? [];
  return [...before, { ...call, index: (before.at(-1)?.index ?? 0) + 1 }].slice(-MOST_JUDGED);
}
