import type { Routing, VersionFacts } from 'stage-contract';
import type { AliasSighting, SightingWay } from '../../../model/aliasSighting';
import type { PinWrite } from '../../../model/pins';
import { isPublished } from '../versions';

/** What an alias served before this execution first touched it; once per execution. Null: the alias did not exist. */
export const firstPins = (aliasName: string, baseline: string | null, routing: Routing | null): PinWrite[] => [
  { kind: 'baseline', aliasName, value: { version: baseline }, mode: 'once' },
  { kind: 'firstRouting', aliasName, value: { routing }, mode: 'once' },
];

/** What this execution left last: a different routing found later is someone else's change. */
export const leftRouting = (aliasName: string, routing: Routing): PinWrite => ({
  kind: 'leftRouting',
  aliasName,
  value: { routing },
  mode: 'replace',
});

/**
 * The pin of what a step is about to leave, so that a later attempt recognizes it as its own even if the response was
 * never written.
 */
export const intendedRouting = (aliasName: string, routing: Routing | null): PinWrite[] => [
  { kind: 'intendedRouting', aliasName, value: { routing }, mode: 'replace' },
];

/**
 * What an alias serves, for the journal's history of it; none if it serves the unpublished head. `facts` is what is
 * known about versions without asking AWS.
 */
export function sightingOf(
  aliasName: string,
  { mainVersion, additionalVersion, additionalWeightPercent = 0 }: Routing,
  how: SightingWay,
  facts: readonly VersionFacts[] = [],
): AliasSighting[] {
  const versions = [
    mainVersion,
    ...(additionalVersion === undefined || additionalWeightPercent === 0 ? [] : [additionalVersion]),
  ];
  if (!versions.every(isPublished)) return [];
  const known = (version: string): VersionFacts => facts.find((one) => one.version === version) ?? { version };
  return [{ aliasName, versions: versions.map(known), how }];
}

/** What every move of an alias records in the journal, forward or back. */
export const moveRecord = (
  aliasName: string,
  routing: Routing,
  facts: readonly VersionFacts[] = [],
  how: 'moved' | 'created' = 'moved',
): { pins: PinWrite[]; served: AliasSighting[] } => ({
  pins: [leftRouting(aliasName, routing)],
  served: sightingOf(aliasName, routing, how, facts),
});
