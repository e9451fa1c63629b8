import { say, StageError, type RouteInput } from 'stage-contract';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import type { RouteFacts, RouteStep } from '../steps';
import { lookAtAlarms } from './alarms';

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
  const { ringing, gone } = await lookAtAlarms(input, context, context.facts.ignoredAlarms ?? []);
  const where = targetWords(context.operation.target, input.aliasName);
  if (ringing.length > 0)
    throw new StageError({ code: 'alarmInAlarm', what: say('alarmsWentOff', { alarms: ringing }), where });
  if (gone.length > 0)
    throw new StageError({ code: 'alarmNotFound', what: say('alarmsGone', { alarms: gone }), where });
}
