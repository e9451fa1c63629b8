import type { StrictLambda, StrictLambdaOptions } from './strictLambda';

/** Starts a strict Lambda on 127.0.0.1: AWS's REST API with AWS's rules, for trying things out and for tests. */
export async function startStrictLambda(options: StrictLambdaOptions = {}): Promise<StrictLambda> {
  throw new Error(`The strict Lambda is not supported yet (asked for port ${options.port ?? 0}).`);
}
