import { say, StageError, type RouteInput, type Routing, type Saying } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { clumpinessOf } from '../../shared/guards';
import { versionMinutes } from '../../shared/versionFigures';
import type { RouteFacts, RouteStep } from '../steps';
import { lookAtAlarms, type AlarmLook } from './alarms';
import { countErrors, countThrottles, MINUTE_MS, SHARED_MS, type Counting } from './minutes';

/** How far back the baseline's calls tell how clumped its errors are. */
const HISTORY_MINUTES = 60;

type Step = Extract<RouteStep, { kind: 'beginWatching' }>;

/**
 * Before anything has moved: every alarm exists and none is in ALARM, and the baseline's last hour says how clumped its
 * errors are. Throws StageError alarmNotFound, alarmInAlarm.
 */
export async function beginWatching(
  step: Step,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { warnings, ...look } = await alarmsAtStart(step, input, context);
  const clumpiness = step.baseline === undefined ? {} : await readClumpiness(step, step.baseline, input, context);
  return {
    kind: 'done',
    facts: { clumpiness, ignoredAlarms: look.ignored },
    report: {
      warnings,
      ...(look.alarms.length === 0 ? {} : { watch: { at: context.now, alarms: look.alarms } }),
    },
  };
}

async function alarmsAtStart(
  { undo }: Step,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<AlarmLook & { warnings: Saying[] }> {
  const look = await lookAtAlarms(input, context, []);
  const where = targetWords(context.operation.target, undo.aliasName);
  if (look.gone.length > 0 || look.alarms.some(({ state }) => state === 'missing'))
    throw new StageError({
      code: 'alarmNotFound',
      what: say('alarmsMissing', {
        alarms: look.alarms.filter(({ state }) => state === 'missing').map(({ name }) => name),
      }),
      where,
    });
  const silent = look.alarms.filter(({ state }) => state === 'insufficientData').map(({ name }) => name);
  const warnings = silent.length === 0 ? [] : [say('alarmInsufficient', { alarms: silent })];
  if (look.ringing.length === 0) return { ...look, warnings };
  if (input.onAlarmAtStart !== 'ignoreUntilOk')
    throw new StageError({ code: 'alarmInAlarm', what: say('alarmsAtStart', { alarms: look.ringing }), where });
  const ignored = await lookAtAlarms(input, context, look.ringing);
  return { ...ignored, warnings: [...warnings, say('alarmsIgnored', { alarms: look.ringing })] };
}

/** How clumped the baseline's errors and throttles were in the last hour, by the guards that need it. */
async function readClumpiness(
  { before }: Step,
  baseline: string,
  { guards = [], aliasName }: RouteInput,
  { cloudwatch, operation, nowMs }: ApplyContext<RouteFacts>,
): Promise<Record<string, number>> {
  const countings: [string, Counting][] = [
    ['errorRate', countErrors],
    ['throttleRate', countThrottles],
  ];
  const needed = countings.filter(([metric]) => guards.some((guard) => guard.metric === metric));
  if (needed.length === 0) return {};
  const toMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const { versions } = await versionMinutes(
    cloudwatch,
    // All calls of an alias with one version are the baseline's.
    {
      functionName: operation.target.functionName,
      alias: aliasName,
      versions: [isSplit(before) ? baseline : undefined],
    },
    { fromMs: toMs - HISTORY_MINUTES * MINUTE_MS, toMs },
    { maxAgeMs: SHARED_MS },
  );
  const [minutes = []] = versions;
  return Object.fromEntries(needed.map(([metric, count]) => [metric, clumpinessOf(minutes.map(count))]));
}

const isSplit = (routing: Routing | null): boolean => routing?.additionalVersion !== undefined;
