import type { RouteInput } from 'stage-contract';
import type { Plan } from '../../model/plan';
import { firstPins, forgottenRevert, foundRouting, newFirstRouting, sightingOf } from '../shared/aliasLedger';
import { descriptionPins } from './descriptionChange';
import type { RouteObserved } from './observe';
import type { MovePlan, Rollout } from './rollout';
import type { RouteStep } from './steps';

/** What the journal remembers about the alias from now on. Pure. */
export function planPins(
  { aliasName }: RouteInput,
  observed: Pick<RouteObserved, 'alias' | 'described' | 'pins' | 'timedRevert' | 'seenVersions' | 'movedBy'>,
  { before, baseline, proceeds, undo }: Pick<Rollout, 'before' | 'baseline' | 'proceeds' | 'undo'>,
  { moves }: Pick<MovePlan, 'moves'>,
): Pick<Plan<RouteStep>, 'pins' | 'served'> {
  const { pins, timedRevert, seenVersions, movedBy } = observed;
  return {
    pins: [
      ...pins,
      ...firstPins(aliasName, baseline, before),
      ...(proceeds ? [newFirstRouting(aliasName, before, undo.origin ?? null)] : []),
      ...descriptionPins({ aliasName }, observed, undo),
      ...(timedRevert !== undefined && moves ? [forgottenRevert(aliasName, timedRevert)] : []),
      // A stage that moves nothing leaves what it found.
      ...(before !== null && !moves ? [foundRouting(aliasName, before, movedBy)] : []),
    ],
    served: before === null ? [] : sightingOf(aliasName, before, 'found', seenVersions),
  };
}
