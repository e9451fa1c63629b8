import type { RecoveryState } from '../../model/recovery';
import { changesConcurrency, restoreConcurrency } from '../shared/concurrency';
import { changesEventSource, restoreEventSource } from '../shared/eventSources';
import type { RouteFacts, RouteStep, Undo } from './steps';

/** What brings back settings beside the routing, around the revert of the alias. */
interface SideRestores {
  before: RouteStep[];
  after: RouteStep[];
}

/**
 * The steps that bring back what the stage has changed beside the routing, the last change first. Provisioned
 * concurrency that the alias did not have goes before the alias goes back, so that AWS need not move it along. Pure.
 */
export function restoreSides(
  { begun, facts }: Pick<RecoveryState<RouteStep, RouteFacts>, 'begun' | 'facts'>,
  undo: Undo,
): SideRestores {
  const steps = [...begun].reverse().flatMap((step): RouteStep[] => {
    if (changesEventSource(step)) return restoreEventSource(step, facts).map((restore) => ({ ...restore, undo }));
    return changesConcurrency(step) ? restoreConcurrency(step).map((restore) => ({ ...restore, undo })) : [];
  });
  const isRemoval = (step: RouteStep): boolean => step.kind === 'restoreProvisioned' && step.before === null;
  return { before: steps.filter(isRemoval), after: steps.filter((step) => !isRemoval(step)) };
}
