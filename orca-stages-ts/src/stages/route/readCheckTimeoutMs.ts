import type { RouteInput } from 'stage-contract';
import type { LambdaPort } from '../../model/lambdaPort';
import { plannedChecks } from './plannedCheck';

/** What an invocation may take in addition to the function's own timeout, for the network. */
const ANSWER_MARGIN_MS = 5_000;

/**
 * How long a health check without a timeout of its own may take: the stage's `timeout`, or else a little more than the
 * function's own; the function is only read if that matters.
 */
export async function readCheckTimeoutMs(
  input: RouteInput,
  lambda: LambdaPort,
  version: string | null,
): Promise<number> {
  if (plannedChecks(input).every(({ check }) => check.timeoutSeconds !== undefined)) return 0;
  if (input.timeout !== undefined && input.timeout !== 0) return input.timeout * 1000;
  const facts = version === null ? undefined : await lambda.getFunction(input.functionName, version);
  return (facts?.timeoutSeconds ?? 0) * 1000 + ANSWER_MARGIN_MS;
}
