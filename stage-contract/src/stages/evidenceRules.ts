import { problem, type Problem } from '../messages/problem';
import { stageTimeShortage } from '../stageDeadline';
import { isRate, type AlarmInput, type EvidencePolicy, type GuardInput } from './evidence';
import { expandGradual, type GradualFields } from './gradualSteps';

/** The fields that say what a rollout looks at. */
export interface EvidenceFields extends GradualFields {
  deploymentStrategy?: string | undefined;
  alarms?: readonly AlarmInput[] | undefined;
  onAlarmAtStart?: string | undefined;
  guards?: readonly GuardInput[] | undefined;
  evidence?: EvidencePolicy | undefined;
  watchSeconds?: number | undefined;
  revertUnlessPromotedWithinSeconds?: number | undefined;
}

/** Rules for alarms, guards, the bake and the watch, in combination. */
export function evidenceRules(
  fields: EvidenceFields,
  unread: ReadonlySet<string>,
  context: Readonly<Record<string, unknown>>,
): Problem[] {
  return [
    ...unusedFields(fields),
    ...alarmRules(fields, unread),
    ...guardRules(fields, unread),
    ...bakeTime(fields, context),
    ...watchRules(fields, unread),
  ];
}

/** Whether a strategy has a time in which both versions are called. */
const compares = (strategy: string | undefined): boolean => strategy === '$GRADUAL' || strategy === '$WEIGHTED';

/** Guards compare two versions over time, and a bake follows a promotion: not every strategy has them. */
function unusedFields({ deploymentStrategy: chosen, ...fields }: EvidenceFields): Problem[] {
  if (chosen === undefined) return [];
  const unused = (['guards', 'evidence'] as const).filter((name) => !compares(chosen) && fields[name] !== undefined);
  return [
    ...unused.map((name) => problem(name, 'notUsedByStrategy', { used: '$GRADUAL', chosen })),
    ...(chosen === '$WEIGHTED' && fields.bakeSeconds !== undefined
      ? [problem('bakeSeconds', 'bakeNeedsPromotion', {})]
      : []),
  ];
}

/** An alarm twice is a slip, and an answer about alarms needs some. */
function alarmRules({ alarms, onAlarmAtStart }: EvidenceFields, unread: ReadonlySet<string>): Problem[] {
  if (unread.has('alarms')) return [];
  const repeated = (alarms ?? []).flatMap(({ name }, index) =>
    (alarms ?? []).findIndex((other) => other.name === name) < index
      ? [problem(`alarms.${index}`, 'givenTwice', { name })]
      : [],
  );
  const isAlone = onAlarmAtStart !== undefined && (alarms ?? []).length === 0;
  return [...repeated, ...(isAlone ? [problem('alarms', 'required', { because: 'alarmAtStart' })] : [])];
}

function guardRules(fields: EvidenceFields, unread: ReadonlySet<string>): Problem[] {
  const { guards, evidence, deploymentStrategy } = fields;
  if (unread.has('guards') || !compares(deploymentStrategy)) return [];
  if ((guards ?? []).length === 0)
    return evidence === undefined ? [] : [problem('guards', 'required', { because: 'evidence' })];
  return [...(guards ?? []).flatMap(guardProblems), ...twice(guards ?? []), ...withoutHold(fields, unread)];
}

function guardProblems(guard: GuardInput, index: number): Problem[] {
  const wrong = isRate(guard.metric) ? 'maxRatio' : 'maxIncreasePercentPoints';
  const right = isRate(guard.metric) ? 'maxIncreasePercentPoints' : 'maxRatio';
  return guard[wrong] === undefined
    ? []
    : [problem(`guards.${index}.${wrong}`, 'limitOfOtherMetric', { metric: guard.metric, use: right })];
}

/** A second guard on a metric only makes sense if one of the two is tried out. */
const twice = (guards: readonly GuardInput[]): Problem[] =>
  guards.flatMap(({ metric, shadow = false }, index) =>
    guards.findIndex((other) => other.metric === metric && (other.shadow ?? false) === shadow) < index
      ? [problem(`guards.${index}`, 'givenTwice', { name: metric })]
      : [],
  );

/** Without a hold, or the watch of a split, there is no time in which both versions are called. */
function withoutHold(fields: EvidenceFields, unread: ReadonlySet<string>): Problem[] {
  if (fields.deploymentStrategy === '$WEIGHTED')
    return isWatched(fields) || unread.has('watchSeconds') ? [] : [problem('guards', 'guardsNeedWatch', {})];
  if (unread.has('steps') || unread.has('preset')) return [];
  const holds = expandGradual(fields).some((move) => move.kind === 'weight' && move.holdSeconds > 0);
  return holds ? [] : [problem('guards', 'guardsNeedHold', {})];
}

/** A bake of a strategy without steps; with steps, it counts among them. */
function bakeTime(
  { deploymentStrategy, bakeSeconds }: EvidenceFields,
  context: Readonly<Record<string, unknown>>,
): Problem[] {
  if (bakeSeconds === undefined || (deploymentStrategy !== '$SIMPLE' && deploymentStrategy !== '$BLUEGREEN')) return [];
  const shortage = stageTimeShortage(bakeSeconds, context);
  return shortage === undefined ? [] : [problem('bakeSeconds', 'takesTooLong', shortage)];
}

const isWatched = ({ watchSeconds = 0 }: EvidenceFields): boolean => watchSeconds > 0;

/** A watch needs something to look at, and ends with the timer of its split. */
function watchRules(fields: EvidenceFields, unread: ReadonlySet<string>): Problem[] {
  if (!isWatched(fields)) return [];
  const { alarms, guards, deploymentStrategy, watchSeconds = 0 } = fields;
  const timer = deploymentStrategy === '$WEIGHTED' ? fields.revertUnlessPromotedWithinSeconds : undefined;
  const isSplit = deploymentStrategy === undefined || deploymentStrategy === '$WEIGHTED';
  const looksAt = [alarms ?? [], isSplit ? (guards ?? []) : []].some((list) => list.length > 0);
  const mayLook = unread.has('alarms') || (isSplit && unread.has('guards'));
  return [
    ...(looksAt || mayLook ? [] : [problem('alarms', 'required', { because: isSplit ? 'splitWatch' : 'watch' })]),
    ...(timer !== undefined && watchSeconds > timer
      ? [problem('watchSeconds', 'watchOutlastsTimer', { seconds: timer })]
      : []),
  ];
}
