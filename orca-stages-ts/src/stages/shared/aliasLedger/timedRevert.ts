import { present, say, StageError, type Routing, type Saying, type SayingValues } from 'stage-contract';
import type { OperationFacts } from '../../../model/operationFacts';
import type { PinWrite, TimedRevert } from '../../../model/pins';
import { sameRouting } from '../../../model/routing';
import { targetWords } from '../../../model/target';

/** Whether an alias is as a timer of this execution left it. */
export const wasReverted = (timed: TimedRevert | undefined, found: Routing | null): timed is TimedRevert =>
  timed !== undefined && timed.routing !== null && sameRouting(timed.routing, found);

/** What a stage wants of an alias that a timer has reverted. */
interface Asked {
  input: { aliasName: string; onForeignChange?: 'fail' | 'proceed' | undefined };
  wanted: Routing;
  operation: OperationFacts;
}

/**
 * A later stage of the execution finds no canary any more. Giving traffic to a candidate that has 0% is not a
 * promotion, so it is rejected. Wanting the current routing is fine, and so is running the same stage again, because
 * it starts the canary again. Throws StageError foreignChange.
 */
export function afterTimedRevert(timed: TimedRevert, { input, wanted, operation }: Asked): Saying[] {
  if (sameRouting(timed.routing, wanted) || timed.stageId === operation.stageId) return [];
  if (input.onForeignChange === 'proceed') return [say('proceededAfterTimedRevert', canary(timed, input.aliasName))];
  throw timedRevertFailure(timed, input.aliasName, operation);
}

/** The canary is gone because nobody promoted it in time; nothing was touched. */
export function timedRevertFailure(
  timed: TimedRevert,
  aliasName: string,
  operation: Pick<OperationFacts, 'target'>,
): StageError {
  return new StageError({
    code: 'foreignChange',
    what: say('canaryWasReverted', canary(timed, aliasName)),
    where: targetWords(operation.target, aliasName),
    next: say('beginCanaryAgain', {}),
  });
}

const canary = (
  { routing, revertedAt, afterSeconds: seconds, watched }: TimedRevert,
  alias: string,
): SayingValues['canaryWasReverted'] => ({ alias, routing, revertedAt, seconds, ...present({ watched }) });

/** A revert that a later stage has overwritten explains nothing any more. */
export const forgottenRevert = (aliasName: string, timed: TimedRevert): PinWrite => ({
  kind: 'timedRevert',
  aliasName,
  value: { ...timed, routing: null },
  mode: 'replace',
});

/**
 * What a timer did, for the execution's later stages. It is stored beside what the execution left, so that they see the
 * difference.
 */
export const timedRevertPin = (aliasName: string, timed: TimedRevert): PinWrite => ({
  kind: 'timedRevert',
  aliasName,
  value: timed,
  mode: 'replace',
});
