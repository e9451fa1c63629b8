import { LONGEST_HOLD_SECONDS } from '../../stages/gradualSteps';
import { GUARD_METRICS, isRate, LONGEST_WATCH_SECONDS } from '../../stages/evidence';
import { any, filledList, isGiven, isRead, isReadAs, mayOnlyBe, mustBe, when } from '../conditions';
import { anyOf, refTo, type JsonSchema } from '../jsonSchema';
import { writtenAs, writtenBetween } from '../writtenValue';

const jsonText = (opening: string): JsonSchema => ({ type: 'string', pattern: `^\\s*\\${opening}` });

/** The value, or each entry of a list of them. */
const each = (entry: JsonSchema): JsonSchema => ({ if: { type: 'array' }, then: { items: entry }, else: entry });

const ofMetric = (isOfKind: (metric: (typeof GUARD_METRICS)[number]) => boolean): JsonSchema => ({
  type: 'object',
  properties: { metric: anyOf(...GUARD_METRICS.filter(isOfKind).map(writtenAs)) },
  required: ['metric'],
});

/** A rate has a difference in points, a duration a ratio. */
const guard: JsonSchema = {
  allOf: [
    { if: ofMetric(isRate), then: { properties: { maxRatio: false } } },
    { if: ofMetric((metric) => !isRate(metric)), then: { properties: { maxIncreasePercentPoints: false } } },
  ],
};

/** A step that holds a weight below 100%. */
const holdingStep: JsonSchema = {
  type: 'object',
  required: ['weightPercent', 'holdSeconds'],
  properties: { holdSeconds: writtenBetween(1, LONGEST_HOLD_SECONDS), weightPercent: writtenBetween(1, 99) },
};

const holdingSteps = anyOf(
  { type: 'array', contains: anyOf(holdingStep, jsonText('{')) },
  holdingStep,
  jsonText('['),
  jsonText('{'),
);

/** The rules for guards. */
const everyGuardRule: readonly JsonSchema[] = [
  when('An answer to too few calls needs guards.', isRead('evidence'), mustBe('guards', filledList)),
  { $comment: 'Each metric has its own limit.', ...mayOnlyBe('guards', each(guard)) },
];

/** The rules for guards of a gradual rollout. */
export const guardRules: readonly JsonSchema[] = [
  ...everyGuardRule,
  when(
    'Guards need a hold in which both versions are called.',
    isReadAs('guards', filledList),
    anyOf(
      mayOnlyBe('steps', holdingSteps),
      // A preset that is not known yet decides later.
      { required: ['preset'], properties: { preset: { not: refTo('absent') } } },
    ),
  ),
  when(
    'All at once has no hold.',
    { allOf: [isReadAs('guards', filledList), isGiven('preset')] },
    {
      properties: {
        preset: { not: { type: 'string', pattern: '^\\s*(?:CodeDeployDefault\\.)?(?:Lambda)?AllAtOnce\\s*$' } },
      },
    },
  ),
];

const aTime = writtenBetween(1, LONGEST_WATCH_SECONDS);
const isWatched = isReadAs('watchSeconds', aTime);

/** The rules for guards of a split. */
export const splitGuardRules: readonly JsonSchema[] = [
  ...everyGuardRule,
  when('Guards of a split compare while it is watched.', isReadAs('guards', filledList), mustBe('watchSeconds', aTime)),
];

/** The rule for the watch of a strategy that leaves one version. */
export const watchRule: JsonSchema = when('A watch needs alarms to look at.', isWatched, mustBe('alarms', filledList));

/** The rules for alarms and watches of every strategy, also of one that only an expression says. */
export const alarmRules: readonly JsonSchema[] = [
  when('An answer to alarms needs alarms.', isRead('onAlarmAtStart'), mustBe('alarms', filledList)),
  when(
    'A watch needs something to look at.',
    isWatched,
    any(mustBe('alarms', filledList), mustBe('guards', filledList)),
  ),
];
