import type { CallFacts, NamedCall } from '../callFacts';

/** What a Lambda call is about, for its messages. */
export interface LambdaCallFacts extends CallFacts {
  functionName?: string | undefined;
  /** The alias or version that the call is about. */
  qualifier?: string | undefined;
  code?: { bucket: string; key: string } | undefined;
  /** The execution role that the function is about to get. */
  role?: string | undefined;
}

/** The facts, plus the name of the call. */
export type NamedLambdaCall = NamedCall<LambdaCallFacts>;

/** What the call is about, such as `orders:live`. */
export function lambdaThing({ thing, functionName, qualifier }: LambdaCallFacts): string | undefined {
  if (thing !== undefined || functionName === undefined) return thing;
  return `${functionName}${qualifier === undefined ? '' : `:${qualifier}`}`;
}
