import type { RouteInput } from 'stage-contract';
import type { Plan } from '../../model/plan';
import {
  firstDescription,
  firstPins,
  forgottenRevert,
  foundRouting,
  newFirstRouting,
  sightingOf,
} from '../shared/aliasLedger';
import type { RouteObserved } from './observe';
import type { MovePlan, Rollout } from './rollout';
import type { RouteStep } from './steps';

/** What the journal remembers about the alias from now on. Pure. */
export function planPins(
  { aliasName }: RouteInput,
  {
    pins,
    timedRevert,
    seenVersions,
    movedBy,
  }: Pick<RouteObserved, 'pins' | 'timedRevert' | 'seenVersions' | 'movedBy'>,
  { before, baseline, proceeds, undo: { description } }: Pick<Rollout, 'before' | 'baseline' | 'proceeds' | 'undo'>,
  { moves }: Pick<MovePlan, 'moves'>,
): Pick<Plan<RouteStep>, 'pins' | 'served'> {
  return {
    pins: [
      ...pins,
      ...firstPins(aliasName, baseline, before),
      ...(proceeds ? [newFirstRouting(aliasName, before)] : []),
      ...(description === undefined ? [] : [firstDescription(aliasName, description.before)]),
      ...(timedRevert !== undefined && moves ? [forgottenRevert(aliasName, timedRevert)] : []),
      // A stage that moves nothing leaves what it found.
      ...(before !== null && !moves ? [foundRouting(aliasName, before, movedBy)] : []),
    ],
    served: before === null ? [] : sightingOf(aliasName, before, 'found', seenVersions),
  };
}
