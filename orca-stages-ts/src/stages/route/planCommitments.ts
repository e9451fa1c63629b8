import { present, type RouteInput } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import type { Plan } from '../../model/plan';
import { aliasResource } from '../../model/resource';
import { preemptedClaim } from '../shared/aliasLedger';
import { isRollback } from './isRollback';
import type { RouteObserved } from './observe';
import { planFollowUp } from './planFollowUp';
import type { MovePlan, Rollout } from './rollout';
import type { RouteStep } from './steps';

/** Input for the decisions about the moves. */
interface Decided {
  rollout: Rollout;
  moves: MovePlan;
}

/**
 * How this operation relates to others on its alias: whose claim it pre-empts, its own claim, and the timer or
 * watch that it leaves. Pure. Throws busy.
 */
export function planCommitments(
  input: RouteInput,
  observed: RouteObserved,
  { rollout, moves }: Decided,
  operation: OperationFacts,
): Pick<Plan<RouteStep>, 'decides' | 'followUp' | 'holds' | 'preempts'> {
  const { aliasName } = input;
  // The first move decides: a rollback in steps is not an immediate rollback.
  const firstMove = moves.steps.find((step) => step.kind === 'route')?.wanted ?? rollout.wanted;
  const claimed = { target: operation.target, aliasName, claim: observed.claim };
  const preempts = preemptedClaim(claimed, {
    wanted: firstMove,
    isRollback: isRollback(input, observed),
    onBusy: input.onBusy ?? 'fail',
  });
  const candidate = rollout.candidate ?? (input.deploymentStrategy === '$GRADUAL' ? rollout.wanted.mainVersion : null);
  const isHeld = (moves.moves || moves.bake.length > 0) && candidate !== null;
  const resource = aliasResource(aliasName);
  const followUp = planFollowUp(input, observed, rollout, operation);
  return {
    decides: [resource],
    ...present({ followUp }),
    ...(isHeld ? { holds: [{ resource, terms: { baseline: rollout.baseline, candidate } }] } : {}),
    ...present({ preempts }),
  };
}
