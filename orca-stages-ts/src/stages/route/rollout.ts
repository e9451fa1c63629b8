import {
  present,
  type Saying,
  type PlannedWeight,
  type RouteInput,
  type Routing,
  type VersionFacts,
} from 'stage-contract';
import { isSplit, routingOf } from '../../model/routing';
import type { RouteObserved } from './observe';
import { descriptionChange } from './descriptionChange';
import type { RouteStep, Undo } from './steps';
import type { ComparedVersions } from './watch/guardEvidence';

/** State at the start of the stage. */
export interface Start {
  /** What the alias serves; null: the alias does not exist. */
  before: Routing | null;
  /** What it served before this execution touched it. */
  baseline: string | null;
}

/** Start and end of a route, and how to revert it. */
export interface Rollout extends Start {
  wanted: Routing;
  undo: Undo;
  /**
   * Someone else has changed the alias since this execution first found it, and the stage proceeds over that. What they
   * have left is what it goes back to: the routing before may be one that they have taken back.
   */
  proceeds: boolean;
  /** The version that comes in: the one in the wanted routing that is not the baseline. */
  candidate: string | null;
}

/** The checks, and the steps that move the alias, with what the outcome shows about them. */
export interface MovePlan {
  steps: RouteStep[];
  /** The time of watching after everything else that the stage changes. */
  bake: RouteStep[];
  /** Whether any of them moves the alias; otherwise it already serves what is wanted. */
  moves: boolean;
  planned: PlannedWeight[];
  warnings: Saying[];
}

/** The first stage of an execution that touches an alias finds the baseline; later ones use the pinned one. Pure. */
export function startOf({ alias, baselinePin, baselineFound }: RouteObserved): Start {
  const before = alias === undefined ? null : routingOf(alias);
  return { before, baseline: baselinePin === undefined ? baselineFound : baselinePin };
}

/** Combines where the route goes, and how it is undone. Pure. */
export function rolloutOf(
  input: RouteInput,
  observed: RouteObserved,
  start: Start,
  wanted: Routing,
  isForeign: boolean,
): Rollout {
  const candidate = candidateOf(wanted, start.baseline, observed.candidatePin);
  const kept = candidate ?? undefined;
  const proceeds = isForeign && start.before !== null;
  return {
    ...start,
    wanted,
    candidate,
    proceeds,
    undo: {
      aliasName: input.aliasName,
      first: proceeds || observed.firstPin === undefined ? start.before : observed.firstPin,
      ...present({ origin: originOf(observed, proceeds) }),
      // Someone else's routing stays theirs, even if this stage was configured to proceed but failed before it did. And
      // if they set one that this execution had left before their change, it is theirs, too.
      own: (isForeign ? [wanted] : [observed.leftPin, observed.intendedPin, start.before, wanted]).flatMap(
        (routing) => routing ?? [],
      ),
      ...(observed.hasPublished
        ? { candidate: observed.candidatePin ?? null }
        : { candidate: null, ...present({ kept }) }),
      ...present({ description: descriptionChange(input, observed) }),
    },
  };
}

/** Undefined: the execution goes back to what it found first itself. */
const originOf = ({ origin, firstPin }: RouteObserved, proceeds: boolean): Routing | null | undefined =>
  origin === undefined && proceeds ? (firstPin ?? null) : origin;

function candidateOf(wanted: Routing, baseline: string | null, pinned: string | null | undefined): string | null {
  const others = [wanted.additionalVersion, wanted.mainVersion].filter(
    (version) => version !== undefined && version !== baseline,
  );
  return others.find((version) => version === pinned) ?? others[0] ?? pinned ?? null;
}

/** What a step knows about the versions that it routes to. Pure. */
export function seenIn(routing: Routing, known: readonly VersionFacts[]): { seen?: VersionFacts[] } {
  const parts = [routing.mainVersion, routing.additionalVersion];
  const seen = parts.flatMap((part) => known.find(({ version }) => version === part) ?? []);
  return seen.length === 0 ? {} : { seen };
}

/** The versions that share the traffic while the candidate comes in; undefined if there is only one. Pure. */
export function pairOf({ wanted, baseline, before, candidate: incoming }: Rollout): ComparedVersions | undefined {
  const candidate = incomingOf(wanted, incoming);
  const others = isSplit(wanted)
    ? [wanted.mainVersion, wanted.additionalVersion]
    : [baseline, before?.mainVersion, before?.additionalVersion];
  const other = others.find((version): version is string => typeof version === 'string' && version !== candidate);
  return other === undefined ? undefined : { candidate, baseline: other };
}

/** The version that comes in: in a split, the baseline stays the main version, unless that is the candidate. Pure. */
export const incomingOf = ({ mainVersion, additionalVersion }: Routing, candidate: string | null): string =>
  additionalVersion === undefined || candidate === mainVersion ? mainVersion : additionalVersion;
