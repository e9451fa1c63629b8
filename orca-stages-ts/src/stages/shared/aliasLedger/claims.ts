import { StageError, type Routing } from 'stage-contract';
import type { Claim } from '../../../model/claim';
import { sameRouting, versionWords } from '../../../model/routing';
import { targetWords, type Target } from '../../../model/target';

/** An alias that another execution's rollout may hold. */
interface Claimed {
  target: Target;
  aliasName: string;
  claim: Claim | undefined;
}

/**
 * What another execution's claim means for a move: going back to its baseline at once pre-empts it, and the answer is its operation.
 * Anything else (null: a move in steps) is refused, or waits until the claim is gone. Pure. Throws StageError busy.
 */
export function preemptedClaim(
  { target, aliasName, claim }: Claimed,
  wanted: Routing | null,
  onBusy: 'fail' | 'wait',
): string | undefined {
  if (claim === undefined) return undefined;
  if (claim.baseline !== null && sameRouting(wanted, { mainVersion: claim.baseline })) return claim.operationId;
  throw new StageError({
    code: 'busy',
    retry: onBusy === 'wait',
    where: targetWords(target, aliasName),
    what: `${aliasName} is held by "${claim.stageName}" of execution ${claim.executionId}, which is bringing in ${versionWords(claim.candidate)} since ${claim.since}.`,
  });
}

/** A stage that brings in a version of its own pre-empts no claim. Pure. Throws StageError busy. */
export function refuseClaimed({ target, aliasName, claim }: Claimed): void {
  if (claim === undefined) return;
  throw new StageError({
    code: 'busy',
    what: `The rollout "${claim.stageName}" of execution ${claim.executionId} holds ${aliasName} since ${claim.since}; nothing was changed.`,
    where: targetWords(target, aliasName),
    next: "Wait for it to end, or keep the alias's routing and route it later.",
  });
}
