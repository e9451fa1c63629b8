import type { Routing } from 'stage-contract';
import { shareOf } from '../../../model/routing';
import type { StageStep } from '../../../model/step';

/** A step that gives any version except the baseline more traffic starts only while Orca is polling. Pure. */
export const whenRaising = (
  before: Routing | null,
  wanted: Routing,
  baseline: string | null,
): Pick<StageStep, 'beginsWhen'> => (raisesOthers(before, wanted, baseline) ? { beginsWhen: 'orcaIsPolling' } : {});

function raisesOthers(before: Routing | null, wanted: Routing, baseline: string | null): boolean {
  if (before === null) return false;
  return [wanted.mainVersion, wanted.additionalVersion].some(
    (version) => version !== undefined && version !== baseline && shareOf(wanted, version) > shareOf(before, version),
  );
}
