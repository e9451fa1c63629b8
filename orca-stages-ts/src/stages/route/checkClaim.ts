import { StageError, type RouteInput, type Routing } from 'stage-contract';
import type { Claim } from '../../model/claim';
import type { OperationFacts } from '../../model/operationFacts';
import { sameRouting, versionWords } from '../../model/routing';
import { targetWords } from '../../model/target';

/** What another execution's claim means for this route: pre-empted by going back to its baseline, else it fails or waits. Pure. */
export function checkClaim(
  input: RouteInput,
  claim: Claim | undefined,
  wanted: Routing,
  operation: OperationFacts,
): string | undefined {
  if (claim === undefined) return undefined;
  if (claim.baseline !== null && sameRouting(wanted, { mainVersion: claim.baseline })) return claim.operationId;
  throw new StageError({
    code: 'busy',
    retry: input.onBusy === 'wait',
    where: targetWords(operation.target, input.aliasName),
    what: `${input.aliasName} is held by "${claim.stageName}" of execution ${claim.executionId}, which is bringing in ${versionWords(claim.candidate)} since ${claim.since}.`,
  });
}
