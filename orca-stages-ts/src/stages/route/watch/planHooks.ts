import { say, type HookPhase, type RouteInput } from 'stage-contract';
import { sentenceOf } from '../../../model/step';
import type { RouteObserved } from '../observe';
import type { Rollout } from '../rollout';
import type { RouteStep, Undo } from '../steps';
import { calledHook } from './callHook';

/** The step that calls a hook; none without one. Pure. */
export function planHook(
  phase: HookPhase,
  input: RouteInput,
  { hookTimeouts }: Pick<RouteObserved, 'hookTimeouts'>,
  {
    before,
    baseline,
    wanted,
    candidate,
    undo,
  }: Pick<Rollout, 'before' | 'baseline' | 'wanted' | 'candidate'> & { undo: Undo },
): RouteStep[] {
  const hook = input[phase];
  if (hook === undefined) return [];
  return [
    {
      id: phase,
      kind: 'hook',
      ...sentenceOf(say('callHook', { called: calledHook(hook), phase })),
      mutates: true,
      withoutLock: true,
      phase,
      timeoutMs: hookTimeouts[phase] ?? 0,
      before,
      baseline,
      // In a split, the baseline stays the main version.
      candidate: wanted.additionalVersion === undefined ? wanted.mainVersion : (candidate ?? wanted.additionalVersion),
      undo,
    },
  ];
}
