import { present, type Routing, type VersionFacts } from 'stage-contract';
import type { AliasSighting, SightingWay } from '../../../model/aliasSighting';
import type { AliasAuthor, PinReader, PinWrite } from '../../../model/pins';
import { isPublished } from '../versions';

/** What an alias served before this execution first touched it; once per execution. Null: the alias did not exist. */
export const firstPins = (aliasName: string, baseline: string | null, routing: Routing | null): PinWrite[] => [
  { kind: 'baseline', aliasName, value: { version: baseline }, mode: 'once' },
  { kind: 'firstRouting', aliasName, value: { routing }, mode: 'once' },
];

/**
 * What a revert goes back to from now on, because the execution proceeds over someone else's change. `origin`: what it found
 * first; macros keep their meaning.
 */
export const newFirstRouting = (aliasName: string, routing: Routing | null, origin: Routing | null): PinWrite => ({
  kind: 'firstRouting',
  aliasName,
  value: { routing, origin },
  mode: 'replace',
});

/** What a move of this execution left: a different routing found later is someone else's change. */
const leftRouting = (aliasName: string, routing: Routing): PinWrite => ({
  kind: 'leftRouting',
  aliasName,
  value: { routing, how: 'moved' },
  mode: 'replace',
});

/**
 * What a stage found and left as it was, with the execution that had moved the alias there, if one is known. Later stages
 * compare with it as with what a move left, but nobody takes this execution for the author.
 */
export const foundRouting = (aliasName: string, routing: Routing, movedBy: AliasAuthor | undefined): PinWrite => ({
  kind: 'leftRouting',
  aliasName,
  value: { routing, how: 'found', ...present({ movedBy }) },
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
 * The description of an alias before this execution changes it. One that somebody else has set between two of its stages
 * takes the place of an earlier one: it is what the next stage has changed.
 */
export const firstDescription = (aliasName: string, description: string): PinWrite => ({
  kind: 'firstDescription',
  aliasName,
  value: { description },
  mode: 'replace',
});

/** What a step has found, and is about to set. */
export const intendedDescription = (aliasName: string, description: string, intended: string): PinWrite => ({
  kind: 'leftDescription',
  aliasName,
  value: { description, intended },
  mode: 'replace',
});

/** The description that this execution left last: a different one found later is someone else's. */
export const leftDescription = (aliasName: string, description: string): PinWrite => ({
  kind: 'leftDescription',
  aliasName,
  value: { description },
  mode: 'replace',
});

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

/** What sending an alias back records in the journal. */
export const moveRecord = (aliasName: string, routing: Routing): ServedRecord => ({
  pins: [leftRouting(aliasName, routing)],
  served: sightingOf(aliasName, routing, 'moved'),
});

/** What a step records that has brought an alias where its stage wants it, or found it there. */
export const servedRecord = async (
  aliasName: string,
  routing: Routing,
  { how, facts }: { how: SightingWay; facts: readonly VersionFacts[] },
  pins: PinReader,
): Promise<ServedRecord> => ({
  pins: [
    how === 'found'
      ? foundRouting(aliasName, routing, await pins.movedBy(aliasName, routing))
      : leftRouting(aliasName, routing),
  ],
  served: sightingOf(aliasName, routing, how, facts),
});

interface ServedRecord {
  pins: PinWrite[];
  served: AliasSighting[];
}
