import { present, say, type Saying, StageError, type RouteInput, type Routing } from 'stage-contract';
import type { OperationFacts } from '../../model/operationFacts';
import { targetWords } from '../../model/target';
import { afterTimedRevert, changedBy, foreignChange, preemptedClaim } from '../shared/aliasLedger';
import { isRollback } from './isRollback';
import type { RouteObserved } from './observe';

/**
 * Compares what is found with what this execution left last, or else found first. Returns warnings if the stage
 * proceeds over someone else's change. Pure. Throws foreignChange, busy.
 */
export function judgeFound(
  input: RouteInput,
  observed: RouteObserved,
  { found, wanted }: { found: Routing | null; wanted: Routing },
  operation: OperationFacts,
): Saying[] {
  const { aliasName, onForeignChange } = input;
  const { firstPin, leftPin, intendedPin: intended, timedRevert: timed } = observed;
  const change = changedBy({ expected: leftPin === undefined ? firstPin : leftPin, intended, timed, found });
  if (change.who === 'nobody') return [];
  if (change.who === 'timer') return afterTimedRevert(change.timed, { input, wanted, operation });
  if (observed.awsIsShifting) {
    throw new StageError({
      code: 'busy',
      retry: true,
      what: say('concurrencyIsMoving', { alias: aliasName }),
      where: targetWords(operation.target, aliasName),
    });
  }
  // If a rollout holds the alias, that rollout has moved it, and is named or waited for. Only an immediate return to
  // its baseline may continue.
  const isAtOnce = input.deploymentStrategy !== '$GRADUAL';
  preemptedClaim(
    { target: operation.target, aliasName, claim: observed.claim },
    { wanted: isAtOnce ? wanted : null, isRollback: isRollback(input, observed), onBusy: input.onBusy ?? 'fail' },
  );
  const { movedBy } = observed;
  const by = present({ by: movedBy?.executionId === operation.executionId ? undefined : movedBy });
  if (onForeignChange !== 'proceed') throw foreignChange(operation.target, aliasName, change.expected, found, by);
  return [say('proceededOverChange', { alias: aliasName, expected: change.expected, found, ...by })];
}
