import { STRATEGIES, type Strategy } from '../../stages/route';
import { all, is, isGiven, mayNotBeRead, mayOnlyBe, not, when } from '../conditions';
import { anyOf, refTo, type JsonSchema } from '../jsonSchema';
import { writtenAs } from '../writtenValue';
import { alarmRules, guardRules, splitGuardRules, watchRule } from './evidenceRules';
import { gradualRules, weightDefinitions } from './gradualRules';
import { ownCheckRules } from './healthCheckRules';
import { forEachPercentage, percent, percentages } from './percentages';
import { providedRule } from './versionRules';

const others = (strategy: Strategy): Strategy[] => STRATEGIES.filter((other) => other !== strategy);

/** Macros that stand for the same version on both sides. */
const MACROS = ['$LATEST', '$PREVIOUS', '$OLDEST'] as const;

const whole = mayOnlyBe('trafficPercentA', writtenAs(100));

/** The shares of a split add up to 100%, so each share of A leaves one for B. */
const sharesAddUp: readonly JsonSchema[] = forEachPercentage((share) => ({
  if: { properties: { trafficPercentA: refTo(percent(share)) } },
  then: { properties: { trafficPercentB: refTo(`rest${share}`) } },
}));

/** What the rules refer to. */
export const routeDefinitions: Readonly<Record<string, JsonSchema>> = {
  ...percentages,
  ...Object.fromEntries(
    forEachPercentage((share) => [`rest${share}`, anyOf(refTo(percent(100 - share)), refTo('unset'))]),
  ),
  ...weightDefinitions,
};

const OF_STRATEGY: Readonly<Record<Strategy, readonly JsonSchema[]>> = {
  $SIMPLE: [isGiven('versionNameA'), whole, watchRule],
  $WEIGHTED: [
    isGiven('versionNameA'),
    isGiven('versionNameB'),
    isGiven('trafficPercentA'),
    providedRule('versionNameB', 'versionNumberB'),
    ...sharesAddUp,
    ...MACROS.map((macro) =>
      when('A split has two versions.', is('versionNameA', macro), not(is('versionNameB', macro))),
    ),
    {
      $comment: 'AWS refuses provisioned concurrency while an alias splits its traffic.',
      ...mayOnlyBe('provisionedConcurrentExecutions', writtenAs(0)),
    },
    when(
      'A timer needs a split in which something is left to promote.',
      is('trafficPercentA', 0, 100),
      mayNotBeRead('revertUnlessPromotedWithinSeconds'),
    ),
    ...splitGuardRules,
  ],
  $BLUEGREEN: [...ownCheckRules(true), watchRule],
  $GRADUAL: [
    whole,
    ...['versionNameB', 'versionNumberB', 'trafficPercentB'].map(mayNotBeRead),
    ...gradualRules,
    ...guardRules,
    watchRule,
  ],
};

/** The rules of stages/routeRules.ts that a schema can express. */
export const routeRules: readonly JsonSchema[] = [
  when(
    'A strategy that is an expression decides later.',
    is('deploymentStrategy', ...STRATEGIES),
    providedRule('versionNameA', 'versionNumberA'),
  ),
  ...STRATEGIES.map((strategy) => ({ if: is('deploymentStrategy', strategy), then: all(...OF_STRATEGY[strategy]) })),
  when(
    'Only a gradual rollout has steps.',
    is('deploymentStrategy', ...others('$GRADUAL')),
    all(mayNotBeRead('steps'), mayNotBeRead('preset')),
  ),
  when(
    'Guards compare two versions over time.',
    is('deploymentStrategy', '$SIMPLE', '$BLUEGREEN'),
    all(mayNotBeRead('guards'), mayNotBeRead('evidence')),
  ),
  when('A bake follows a promotion.', is('deploymentStrategy', '$WEIGHTED'), mayNotBeRead('bakeSeconds')),
  ...alarmRules,
  when(
    'A timer waits for the promotion of a split.',
    is('deploymentStrategy', ...others('$WEIGHTED')),
    mayNotBeRead('revertUnlessPromotedWithinSeconds'),
  ),
];
