import type { Fault, FaultKind } from 'strict-lambda';
import { REQUEST_TIMEOUT_MS } from '../../orca-stages-ts/src/testing/directHandler';

/** One way in which AWS can fail a call and recover. */
export interface PassingFault {
  title: string;
  fault: FaultKind;
  times: number;
  /**
   * Whether AWS executes the disturbed call: never, before its response is lost, or after the caller has given up on
   * it.
   */
  acts: 'never' | 'unseen' | 'late';
  /** Whether the caller knows that AWS has not executed it. */
  refuses: boolean;
}

const TOO_LONG_MS = REQUEST_TIMEOUT_MS + 15_000;

/** Every kind; the tables combine them with every call of every stage. */
export const PASSING_FAULTS: readonly PassingFault[] = [
  { title: 'throttled once', fault: { kind: 'throttle' }, times: 1, acts: 'never', refuses: true },
  {
    title: 'throttled three times',
    fault: { kind: 'throttle', retryAfterSeconds: 2 },
    times: 3,
    acts: 'never',
    refuses: true,
  },
  { title: 'denied while IAM catches up', fault: { kind: 'accessDenied' }, times: 1, acts: 'never', refuses: true },
  { title: '500', fault: { kind: 'error5xx', status: 500 }, times: 1, acts: 'never', refuses: false },
  { title: '503', fault: { kind: 'error5xx', status: 503 }, times: 1, acts: 'never', refuses: false },
  { title: 'dropped before acting', fault: { kind: 'dropBefore' }, times: 1, acts: 'never', refuses: false },
  { title: 'dropped after acting', fault: { kind: 'dropAfter' }, times: 1, acts: 'unseen', refuses: false },
  {
    title: 'answered too late',
    fault: { kind: 'slowAnswer', ms: TOO_LONG_MS },
    times: 1,
    acts: 'unseen',
    refuses: false,
  },
  { title: 'carried out too late', fault: { kind: 'slow', ms: TOO_LONG_MS }, times: 1, acts: 'late', refuses: false },
];

/** A call of a stage: the `nth` of its operation, counted from 1. */
export interface NamedCall {
  operation: string;
  nth: number;
}

/** The fault that hits exactly this call (and the following attempts, if it is repeated). */
export const faultAt = ({ fault, times }: PassingFault, { operation, nth }: NamedCall): Fault => ({
  ...fault,
  times,
  operation,
  after: nth - 1,
});

/** The calls that were made, each with its number. */
export function namedCalls(operations: readonly string[]): NamedCall[] {
  const seen = new Map<string, number>();
  return operations.map((operation) => {
    const nth = (seen.get(operation) ?? 0) + 1;
    seen.set(operation, nth);
    return { operation, nth };
  });
}
