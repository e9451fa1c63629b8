import { durationWords } from '../../durationWords';
import type { Catalogue } from '../catalogue';
import type { Voice } from '../voice';

/** What other strategies have instead of the timer. */
const TIMER_REMEDIES: Readonly<Record<string, string>> = {
  $GRADUAL: 'a gradual rollout needs no timer: its holds end on their own, and a failure reverts it',
  $BLUEGREEN: 'the health check decides before the candidate gets traffic',
  $SIMPLE: 'all traffic goes to one version immediately',
};

/** The two limits of guards, as forms label them. */
const LIMIT_LABELS: Readonly<Record<string, string>> = {
  maxIncreasePercentPoints: 'Tolerated increase',
  maxRatio: 'Tolerated ratio',
};

const strategy = (voice: Voice, name: string): string => voice.choice('deploymentStrategy', name);

/** What can be wrong with the fields of a Route in combination. */
export const ROUTE_PROBLEMS = {
  notUsedByStrategy: ({ used, chosen }: { used: string; chosen: string }, voice: Voice) =>
    `belongs to ${strategy(voice, used)} and is not used by ${strategy(voice, chosen)}; choose ${strategy(voice, used)} or remove it`,
  timerNotUsed: ({ chosen }: { chosen: string }, voice: Voice) => {
    const remedy = TIMER_REMEDIES[chosen];
    const weighted = strategy(voice, '$WEIGHTED');
    return `belongs to ${weighted} and is not used by ${strategy(voice, chosen)}${remedy === undefined ? '' : `: ${remedy}`}; remove it, or choose ${weighted}`;
  },
  nothingToPromote: ({ percent }: { percent: number }, voice: Voice) =>
    `waits for a promotion, but with ${voice.field('trafficPercentA')} ${percent} one version already gets all traffic; give A 1% to 99%, or remove it`,
  simpleTakesAll: ({ percent }: { percent: number }, voice: Voice) =>
    `is ${percent}, but ${strategy(voice, '$SIMPLE')} sends all traffic to one version; use ${strategy(voice, '$WEIGHTED')} to split it`,
  sharesDoNotAddUp: ({ a, b }: { a: number; b: number }) =>
    `is ${b}, but A is ${a}, and the two must add up to 100; leave it out`,
  sameVersionTwice: ({ other }: { other: string }, voice: Voice) =>
    `names the same version as ${voice.field(other)}; a split needs two`,
  provisionedOnSplit: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `must be 0 or absent with ${strategy(voice, '$WEIGHTED')}: AWS rejects provisioned concurrency on a weighted alias`,
  eitherWeightOrCheck: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    voice.reader === 'api'
      ? 'must be either { weightPercent, holdSeconds } or { check }'
      : 'must be either a weight with its hold, or a check',
  holdOfCheck: () => 'belongs to a weight, not to a check; hold the weight before it for longer',
  waitsForNobody: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `belongs to ${voice.field('steps.holdUntilContinued')}, which is not on; turn that on, or remove it`,
  weightNotHigher: ({ weight, before }: { weight: number; before: number }) =>
    `is ${weight}, but an earlier weight is ${before}; each weight must be higher than the one before`,
  promotionNotLast: () => 'is 100, which is the promotion and must come last',
  holdAtPromotion: () =>
    'is not possible at 100%, because the rollout ends with the promotion; add a Wait stage after this one',
  limitOfOtherMetric: ({ metric, use }: { metric: string; use: string }, voice: Voice) =>
    `is not used by ${metric}; use ${voice.reader === 'api' ? use : LIMIT_LABELS[use]}, or remove it`,
  bakeNeedsPromotion: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `follows a promotion, and ${strategy(voice, '$WEIGHTED')} does not promote; use it in the stage that promotes`,
  guardsNeedHold: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    voice.reader === 'api'
      ? 'need a hold in which both versions are called: give a weight in steps holdSeconds'
      : 'need a hold in which both versions are called: hold a weight for some minutes',
  guardsNeedWatch: (_values: Readonly<Record<string, never>>, voice: Voice) =>
    `compare the versions of a split while it is watched; set ${voice.field('watchSeconds')}`,
  watchOutlastsTimer: ({ seconds }: { seconds: number }, voice: Voice) =>
    `is longer than ${voice.field('revertUnlessPromotedWithinSeconds')} (${durationWords(seconds)}), which ends the split; shorten one of them`,
  takesTooLong: (
    {
      neededSeconds,
      deadlineSeconds,
      timeoutMs,
      neededTimeoutMs,
    }: { neededSeconds: number; deadlineSeconds: number; timeoutMs: number; neededTimeoutMs: number },
    voice: Voice,
  ) =>
    `can take up to ${durationWords(neededSeconds)}, but the deadline is ${durationWords(deadlineSeconds)}: Orca allows the stage ${durationWords(timeoutMs / 1000)}, of which ${durationWords(timeoutMs / 1000 - deadlineSeconds)} are reserved for a revert; set the stage timeout to at least ${durationWords(neededTimeoutMs / 1000)}${voice.reader === 'api' ? ` (stageTimeoutMs ${neededTimeoutMs})` : ''}, or shorten a hold`,
} as const satisfies Catalogue;
