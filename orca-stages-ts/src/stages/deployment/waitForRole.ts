import { StageError } from 'stage-contract';
import type { Applied, ApplyContext } from '../stage';

/**
 * IAM is eventually consistent: a role made a moment ago cannot be assumed for up to about a minute.
 * Turns "cannot be assumed" into another look within that time, saying so; every other error, and this one after it, goes through.
 */
export function waitForRole<Facts extends object>(error: unknown, role: string, context: ApplyContext<Facts>): Applied<Facts> {
  const elapsedMs = context.nowMs - context.firstBegunAtMs;
  if (!(error instanceof StageError) || error.code !== 'roleNotAssumable' || elapsedMs >= context.iamPropagationMs) throw error;
  return {
    kind: 'wait', afterMs: Math.min(5_000, 1_000 * context.tries),
    progress: `Lambda cannot assume ${role} yet; a new role takes IAM up to a minute to make known (${Math.round(elapsedMs / 1000)} s so far)`,
  };
}
