import { StageError, type RouteInput } from 'stage-contract';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import type { RouteFacts, RouteStep } from '../steps';
import { alarmFault, lookAtAlarms } from './alarms';

/**
 * Looks at the alarms right before the candidate gets more traffic. Throws StageError alarmInAlarm, alarmNotFound; nothing
 * was changed by the step.
 */
export async function lookBeforeRaising(
  step: RouteStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<void> {
  if (step.kind !== 'route' || step.beginsWhen === undefined) return;
  const look = await lookAtAlarms(input, context, context.facts.ignoredAlarms ?? []);
  const fault = alarmFault(look, targetWords(context.operation.target, input.aliasName));
  if (fault !== undefined) throw new StageError(fault);
}
