import { type Saying, type PlannedWeight, type RouteInput, type Routing } from 'stage-contract';
import { largerShare, routingOf } from '../../model/routing';
import type { RouteObserved } from './observe';
import type { RouteStep, Undo } from './steps';

/** What the stage begins with. */
export interface Start {
  /** What the alias serves; null: there is no such alias. */
  before: Routing | null;
  /** What it served before this execution touched it. */
  baseline: string | null;
}

/** Where a route begins and ends, and the way back. */
export interface Rollout extends Start {
  wanted: Routing;
  undo: Undo;
  /** The version that is brought in: of the wanted routing the one that is not the baseline. */
  candidate: string | null;
}

/** The steps that move the alias, none where it already serves what is wanted, with what the outcome shows of them. */
export interface MovePlan {
  steps: RouteStep[];
  planned: PlannedWeight[];
  warnings: Saying[];
}

/** The first stage of an execution that touches an alias finds the baseline; later ones take over what is pinned. Pure. */
export function startOf({ alias, baselinePin }: RouteObserved): Start {
  const before = alias === undefined ? null : routingOf(alias);
  if (baselinePin !== undefined) return { before, baseline: baselinePin };
  return { before, baseline: before === null ? null : largerShare(before) };
}

/** Puts together where the route goes, and how it is undone. Pure. */
export const rolloutOf = (
  input: RouteInput,
  observed: RouteObserved,
  start: Start,
  wanted: Routing,
  isForeign: boolean,
): Rollout => ({
  ...start,
  wanted,
  candidate: candidateOf(wanted, start.baseline, observed.candidatePin),
  undo: {
    aliasName: input.aliasName,
    first: observed.firstPin === undefined ? start.before : observed.firstPin,
    // What somebody else has made stays theirs, also when this stage was told to proceed and failed before it did.
    own: [observed.leftPin, observed.intendedPin, isForeign ? undefined : start.before, wanted].flatMap(
      (routing) => routing ?? [],
    ),
    candidate: observed.candidatePin ?? null,
  },
});

function candidateOf(wanted: Routing, baseline: string | null, pinned: string | null | undefined): string | null {
  const others = [wanted.additionalVersion, wanted.mainVersion].filter(
    (version) => version !== undefined && version !== baseline,
  );
  return others.find((version) => version === pinned) ?? others[0] ?? pinned ?? null;
}
