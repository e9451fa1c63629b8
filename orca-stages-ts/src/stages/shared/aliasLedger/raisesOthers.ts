import type { Routing } from 'stage-contract';
import { shareOf } from '../../../model/routing';

/** Whether any version but the baseline gets more calls than now: such a step waits for Orca's heartbeat. Pure. */
export function raisesOthers(before: Routing | null, wanted: Routing, baseline: string | null): boolean {
  if (before === null) return false;
  return [wanted.mainVersion, wanted.additionalVersion].some(
    (version) => version !== undefined && version !== baseline && shareOf(wanted, version) > shareOf(before, version),
  );
}
