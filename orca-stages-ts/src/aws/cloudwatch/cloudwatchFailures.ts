import type { CallFacts } from '../callFacts';
import { readDenied, readRefused, readUnanswered } from '../readFailure';
import type { FailureReader } from '../stageErrorOf';

/** How to read failures of CloudWatch. Its calls only read, and alarms that do not exist are left out of the answer. */
export const cloudwatchFailures: FailureReader<CallFacts> = {
  isNotFound: () => false,
  thingOf: ({ thing }) => thing,
  read: (failure, facts) => readUnanswered(failure, facts) ?? readDenied(failure, facts) ?? readRefused(failure, facts),
};
