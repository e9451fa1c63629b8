import { say, StageError, versionWords, type Routing } from 'stage-contract';
import type { PinReader } from '../../../model/pins';
import { aliasResource } from '../../../model/resource';
import type { Plan } from '../../../model/plan';
import { sameRouting } from '../../../model/routing';
import type { StageStep } from '../../../model/step';
import { targetWords, type Target } from '../../../model/target';

/** A rollout's hold on an alias: others may not route it, except back to its baseline. */
export interface Claim {
  executionId: string;
  operationId: string;
  aliasName: string;
  baseline: string | null;
  candidate: string;
  stageName: string;
  since: string;
}

/** Another execution's unfinished rollout that holds an alias. */
export async function claimOf(pins: PinReader, aliasName: string): Promise<Claim | undefined> {
  const held = await pins.heldByOther(aliasResource(aliasName));
  if (held === undefined) return undefined;
  const { terms, resource: _resource, ...claim } = held;
  return { ...claim, ...terms, aliasName };
}

/** An alias that another execution's rollout may hold. */
interface Claimed {
  target: Target;
  aliasName: string;
  claim: Claim | undefined;
}

/** What a stage wants of an alias that another execution may hold. */
interface Wish {
  /** Null: a move in steps. */
  wanted: Routing | null;
  /** It goes back to the version to go back to (`$PREVIOUS`), whatever the rollout's own baseline is. */
  isRollback: boolean;
  onBusy: 'fail' | 'wait';
}

/**
 * What another execution's claim means for a move. An immediate rollback, or return to its baseline, pre-empts the claim
 * and returns its operation. Anything else fails, or waits until the claim is gone. Pure. Throws StageError busy.
 */
export function preemptedClaim(
  { target, aliasName, claim }: Claimed,
  { wanted, isRollback, onBusy }: Wish,
): Plan<StageStep>['preempts'] {
  if (claim === undefined) return undefined;
  const { operationId, baseline } = claim;
  if (baseline !== null && sameRouting(wanted, { mainVersion: baseline }))
    return { operationId, reason: 'which sends the alias back to its baseline' };
  if (isRollback && wanted !== null && wanted.additionalVersion === undefined)
    return { operationId, reason: `which rolls the alias back to ${versionWords(wanted.mainVersion)}` };
  throw new StageError({
    code: 'busy',
    retry: onBusy === 'wait',
    where: targetWords(target, aliasName),
    what: say('aliasHeld', {
      alias: aliasName,
      stageName: claim.stageName,
      executionId: claim.executionId,
      candidate: claim.candidate,
      since: claim.since,
    }),
  });
}

/** A stage that brings in a version of its own pre-empts no claim. Pure. Throws StageError busy. */
export function refuseClaimed({ target, aliasName, claim }: Claimed): void {
  if (claim === undefined) return;
  throw new StageError({
    code: 'busy',
    what: say('rolloutHoldsAlias', {
      alias: aliasName,
      stageName: claim.stageName,
      executionId: claim.executionId,
      since: claim.since,
    }),
    where: targetWords(target, aliasName),
    next: say('waitOrKeepRouting', {}),
  });
}
