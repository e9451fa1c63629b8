import type { CallFacts, NamedCall } from '../callFacts';

/** What a call of Lambda is about: for its messages. */
export interface LambdaCallFacts extends CallFacts {
  functionName?: string | undefined;
  /** Alias or version that the call is about. */
  qualifier?: string | undefined;
  code?: { bucket: string; key: string } | undefined;
  /** Execution role that is being given to the function. */
  role?: string | undefined;
}

/** Facts with the name of the call. */
export type NamedLambdaCall = NamedCall<LambdaCallFacts>;

/** What the call is about in words, such as `orders:live`. */
export function lambdaThing({ thing, functionName, qualifier }: LambdaCallFacts): string | undefined {
  if (thing !== undefined || functionName === undefined) return thing;
  return `${functionName}${qualifier === undefined ? '' : `:${qualifier}`}`;
}
