import { presetSteps, type GradualPreset } from 'stage-contract';
import { isGiven, isMap, textOf, type Values } from '../../../values/readValue';
import { roleOfVersion } from '../../../words/versionWords';
import { usedBy } from './strategyFields';
import { percentOf } from './trafficSplit';

/**
 * What changes with a strategy, besides its name: the values that it needs and that are missing, and those that would
 * be rejected with it. `dropped` has what earlier choices removed, so that switching back restores it.
 */
export function strategyChanges(strategy: string, values: Values, dropped: Values): Record<string, unknown> {
  const changes: Record<string, unknown> = { deploymentStrategy: strategy };
  const missing = (name: string): boolean => (textOf(values[name]) ?? 'given') === '';
  if (missing('versionNameA')) changes['versionNameA'] = '$LATEST';
  if (strategy === '$SIMPLE' && !missing('trafficPercentA') && percentOf(values['trafficPercentA']) !== 100)
    changes['trafficPercentA'] = undefined;
  if (strategy === '$WEIGHTED') {
    if (missing('versionNameB')) Object.assign(changes, versionB(values, dropped));
    if (missing('trafficPercentA') || percentOf(values['trafficPercentA']) === 100)
      changes['trafficPercentA'] = dropped['trafficPercentA'] ?? DEFAULT_FIRST_SHARE;
  }
  if (strategy === '$BLUEGREEN' && !isGiven(values['healthCheck']) && !isGiven(values['payloadArtifact']))
    changes['healthCheck'] = dropped['healthCheck'] ?? {};
  return {
    ...changes,
    ...rolloutChanges(strategy, values, dropped),
    ...evidenceChanges(strategy, values, dropped),
  };
}

/** The other version of a split: the one that was there before, or the macro that belongs to A. */
function versionB(values: Values, dropped: Values): Record<string, unknown> {
  const { versionNameB, versionNumberB } = dropped;
  if (isGiven(versionNameB)) return { versionNameB, ...(isGiven(versionNumberB) ? { versionNumberB } : {}) };
  return { versionNameB: roleOfVersion(values['versionNameA']) === 'baseline' ? '$LATEST' : '$PREVIOUS' };
}

/** A split's other version and share, which a gradual rollout does not use. */
const SPLIT_FIELDS = ['versionNameB', 'versionNumberB', 'trafficPercentB'];

/** Steps belong to $GRADUAL only. A new rollout gets the health check as its first step. */
function rolloutChanges(strategy: string, values: Values, dropped: Values): Record<string, unknown> {
  const without = (...names: string[]): Record<string, unknown> =>
    Object.fromEntries(names.filter((name) => isGiven(values[name])).map((name) => [name, undefined]));
  if (strategy !== '$GRADUAL') return without('steps', 'preset');
  const share = percentOf(values['trafficPercentA']) === 100 ? [] : ['trafficPercentA'];
  const unused = without(...SPLIT_FIELDS, ...share);
  if (isGiven(values['steps']) || isGiven(values['preset'])) return unused;
  const before = isGiven(dropped['steps'])
    ? { steps: dropped['steps'] }
    : isGiven(dropped['preset'])
      ? { preset: dropped['preset'] }
      : undefined;
  if (before !== undefined) return { ...before, ...unused };
  const check = values['healthCheck'];
  const fresh =
    isMap(check) && Object.keys(check).length > 0
      ? { steps: [{ check }, ...presetSteps(DEFAULT_PRESET)] }
      : { preset: DEFAULT_PRESET };
  return { ...fresh, ...without('healthCheck'), ...unused };
}

/** Guards and bake belong to some strategies only, and come back with them. */
function evidenceChanges(strategy: string, values: Values, dropped: Values): Record<string, unknown> {
  return Object.fromEntries(
    (['guards', 'evidence', 'bakeSeconds'] as const).flatMap((name): [string, unknown][] => {
      if (usedBy([name])({ deploymentStrategy: strategy }))
        return isGiven(dropped[name]) && !isGiven(values[name]) ? [[name, dropped[name]]] : [];
      return isGiven(values[name]) ? [[name, undefined]] : [];
    }),
  );
}

/** What a new rollout starts with. */
const DEFAULT_PRESET: GradualPreset = 'LambdaCanary10Percent10Minutes';

/** The percentage that a new split starts with: small enough for a canary, large enough to be visible. */
const DEFAULT_FIRST_SHARE = 10;
