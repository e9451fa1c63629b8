import type { RouteInput } from 'stage-contract';
import type { LambdaPort } from '../../model/lambdaPort';

/** What an invocation may take in addition to the function's own timeout, for the network. */
const ANSWER_MARGIN_MS = 5_000;

/** How long a health check without a timeout of its own may take; the function is only read if that matters. */
export async function readCheckTimeoutMs(
  input: RouteInput,
  lambda: LambdaPort,
  version: string | null,
): Promise<number> {
  if (input.deploymentStrategy === '$BLUEGREEN') {
    const seconds = input.healthCheck?.timeoutSeconds ?? (input.timeout === 0 ? undefined : input.timeout);
    if (seconds !== undefined) return seconds * 1000;
  } else if (
    input.deploymentStrategy !== '$GRADUAL' ||
    !(input.steps ?? []).some(({ check }) => check !== undefined && check.timeoutSeconds === undefined)
  ) {
    return 0;
  }
  const facts = version === null ? undefined : await lambda.getFunction(input.functionName, version);
  return (facts?.timeoutSeconds ?? 0) * 1000 + ANSWER_MARGIN_MS;
}
