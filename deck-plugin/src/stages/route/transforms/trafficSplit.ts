import { presetSteps, type GradualPreset } from 'stage-contract';
import { isExpression, isGiven, isMap, textOf, type Values } from '../../../values/readValue';
import { roleOfVersion, versionLabel, type VersionRole } from '../../../words/versionWords';

/** One part of the traffic bar. */
export interface TrafficPart {
  side: 'A' | 'B';
  label: string;
  role: VersionRole;
  percent: number;
}

/** What the traffic bar shows: the split, or why there is none. */
export type TrafficSplit = { known: true; parts: [TrafficPart, TrafficPart] } | { known: false; words: string };

/** The number in a percent field, also given as text; undefined when it is none from 0 to 100. */
export function percentOf(value: unknown): number | undefined {
  const text = textOf(value)?.trim() ?? '';
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined;
  const number = Number(text);
  return number <= 100 ? number : undefined;
}

/** A share as it is read: "10 %". */
export const percentWords = (percent: number): string => `${Number(percent.toFixed(2))} %`;

/** The versions' names beside their shares; A and B keep these names unless their macros say more. */
const partOf = (side: 'A' | 'B', name: unknown, percent: number): TrafficPart => ({
  side,
  percent,
  label: versionLabel(name, `Version ${side}`),
  role: roleOfVersion(name),
});

/** The split that two versions and the share of the first one make. */
export function trafficSplit(values: Values): TrafficSplit {
  const share = values['trafficPercentA'];
  if (isExpression(share)) return { known: false, words: 'Split known at run time.' };
  const percent = percentOf(share);
  if (percent === undefined)
    return { known: false, words: 'The split appears here once the share is a number from 0 to 100.' };
  return {
    known: true,
    parts: [partOf('A', values['versionNameA'], percent), partOf('B', values['versionNameB'], 100 - percent)],
  };
}

/**
 * What changes with a strategy, beside its name: the values that it needs and that are still missing, and those that it would be refused
 * with. `dropped` holds what earlier choices took away, so that coming back brings it back.
 */
export function strategyChanges(strategy: string, values: Values, dropped: Values): Record<string, unknown> {
  const changes: Record<string, unknown> = { deploymentStrategy: strategy };
  const missing = (name: string): boolean => (textOf(values[name]) ?? 'given') === '';
  if (missing('versionNameA')) changes['versionNameA'] = '$LATEST';
  if (strategy === '$SIMPLE' && !missing('trafficPercentA') && percentOf(values['trafficPercentA']) !== 100)
    changes['trafficPercentA'] = undefined;
  if (strategy === '$WEIGHTED') {
    if (missing('versionNameB'))
      changes['versionNameB'] = roleOfVersion(values['versionNameA']) === 'baseline' ? '$LATEST' : '$PREVIOUS';
    if (missing('trafficPercentA') || percentOf(values['trafficPercentA']) === 100)
      changes['trafficPercentA'] = dropped['trafficPercentA'] ?? DEFAULT_FIRST_SHARE;
  }
  if (strategy === '$BLUEGREEN' && !isGiven(values['healthCheck']) && !isGiven(values['payloadArtifact']))
    changes['healthCheck'] = dropped['healthCheck'] ?? {};
  return { ...changes, ...rolloutChanges(strategy, values, dropped) };
}

/** Steps belong to $GRADUAL alone, and a health check is one of its steps. */
function rolloutChanges(strategy: string, values: Values, dropped: Values): Record<string, unknown> {
  const without = (...names: string[]): Record<string, unknown> =>
    Object.fromEntries(names.filter((name) => isGiven(values[name])).map((name) => [name, undefined]));
  if (strategy !== '$GRADUAL') return without('steps', 'preset');
  if (isGiven(values['steps']) || isGiven(values['preset'])) return without('healthCheck');
  const before = isGiven(dropped['steps'])
    ? { steps: dropped['steps'] }
    : isGiven(dropped['preset'])
      ? { preset: dropped['preset'] }
      : undefined;
  const check = values['healthCheck'];
  const fresh =
    isMap(check) && Object.keys(check).length > 0
      ? { steps: [{ check }, ...presetSteps(DEFAULT_PRESET)] }
      : { preset: DEFAULT_PRESET };
  return { ...(before ?? fresh), ...without('healthCheck') };
}

/** What a new rollout begins with. */
const DEFAULT_PRESET: GradualPreset = 'LambdaCanary10Percent10Minutes';

/** The share that a new split begins with: small enough for a canary, large enough to be seen. */
export const DEFAULT_FIRST_SHARE = 10;
