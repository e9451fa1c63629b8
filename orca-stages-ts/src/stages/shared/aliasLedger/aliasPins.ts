import type { Routing } from 'stage-contract';
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
 * The published version that gets all of the alias's traffic, for the journal of served versions; undefined for a split
 * or the unpublished head.
 */
export const servedWhole = (
  aliasName: string,
  { mainVersion, additionalVersion }: Routing,
): { aliasName: string; version: string }[] =>
  additionalVersion === undefined && isPublished(mainVersion) ? [{ aliasName, version: mainVersion }] : [];

/** What every move of an alias records in the journal, forward or back. */
export const moveRecord = (
  aliasName: string,
  routing: Routing,
): { pins: PinWrite[]; served: { aliasName: string; version: string }[] } => ({
  pins: [leftRouting(aliasName, routing)],
  served: servedWhole(aliasName, routing),
});
