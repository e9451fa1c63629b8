import { say, StageError } from 'stage-contract';
import type { Applied } from '../../../model/applied';
import type { FunctionFacts } from '../../../model/functionFacts';
import type { ApplyContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { pollDelayMs } from './pollDelayMs';
import { settleOf } from './settleOf';

/** One look at a function's head or a version: the facts once AWS has finished, otherwise when to look again. */
export type Look = { kind: 'settled'; found: FunctionFacts } | Extract<Applied<never>, { kind: 'wait' }>;

/**
 * Checks once whether AWS has finished with the head (no qualifier) or a version. Uses GetFunction, because its quota
 * is 100 calls per second, while GetFunctionConfiguration shares 15 with everything else. Throws StageError
 * settleFailed with AWS's reason, and functionNotFound or versionNotFound if it no longer exists.
 */
export async function waitUntilSettled(context: ApplyContext<object>, qualifier?: string): Promise<Look> {
  const { target } = context.operation;
  const { functionName } = target,
    changed = qualifier === undefined ? { functionName } : { functionName, version: qualifier };
  const found = await context.lambda.getFunction(target.functionName, qualifier);
  if (found === undefined) {
    throw new StageError({
      code: qualifier === undefined ? 'functionNotFound' : 'versionNotFound',
      what: say('goneWhileChanging', changed),
      where: targetWords(target),
    });
  }
  const settled = settleOf(found);
  if (settled.kind === 'failed')
    throw new StageError({
      code: 'settleFailed',
      what: say('couldNotFinish', { ...changed, why: settled.why }),
      where: targetWords(target),
    });
  if (settled.kind === 'settled') return { kind: 'settled', found };
  const elapsedMs = context.nowMs - context.firstBegunAtMs;
  return {
    kind: 'wait',
    afterMs: pollDelayMs(context.tries, elapsedMs, context.settlePollMs),
    progress: say('waitingUntilSettled', { ...changed, why: settled.why }),
  };
}
