import { HOOK_PHASES, say, StageError, type HookPhase, type RouteInput } from 'stage-contract';
import type { ObserveContext } from '../../../model/stageContext';
import { targetWords } from '../../../model/target';
import { calledHook } from './callHook';

/** What a call may take in addition to the function's own timeout, for the network. */
const ANSWER_MARGIN_MS = 5_000;

/** How long each hook of the stage may take, in ms. */
export type HookTimeouts = Partial<Record<HookPhase, number>>;

/** Reads every hook, so that a missing one is found before anything changes. Throws StageError functionNotFound. */
export async function readHooks(input: RouteInput, { lambda, operation }: ObserveContext): Promise<HookTimeouts> {
  const timeouts: HookTimeouts = {};
  for (const phase of HOOK_PHASES) {
    const hook = input[phase];
    if (hook === undefined) continue;
    const facts = await lambda.getFunction(hook.functionName, hook.qualifier);
    if (facts === undefined)
      throw new StageError({
        code: 'functionNotFound',
        what: say('hookMissing', { called: calledHook(hook), phase }),
        where: targetWords(operation.target, input.aliasName),
      });
    timeouts[phase] =
      hook.timeoutSeconds === undefined ? facts.timeoutSeconds * 1000 + ANSWER_MARGIN_MS : hook.timeoutSeconds * 1000;
  }
  return timeouts;
}
