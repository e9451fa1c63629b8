import { say, StageError, type RouteInput } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import type { RouteFacts } from '../steps';
import { lookAtAlarms } from './alarms';

/** Looks at the alarms before the candidate gets more traffic. Throws StageError alarmInAlarm, alarmNotFound. */
export async function lookBeforeRaising(
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const look = await lookAtAlarms(input, context, context.facts.ignoredAlarms ?? []);
  const where = targetWords(context.operation.target, input.aliasName);
  if (look.ringing.length > 0)
    throw new StageError({ code: 'alarmInAlarm', what: say('alarmsWentOff', { alarms: look.ringing }), where });
  if (look.gone.length > 0)
    throw new StageError({ code: 'alarmNotFound', what: say('alarmsGone', { alarms: look.gone }), where });
  return {
    kind: 'done',
    facts: { ignoredAlarms: look.ignored },
    report: { watch: { at: context.now, alarms: look.alarms } },
  };
}
