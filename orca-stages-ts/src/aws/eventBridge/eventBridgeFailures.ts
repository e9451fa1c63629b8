import type { CallFacts } from '../callFacts';
import { readDenied, readRefused, readUnanswered } from '../readFailure';
import type { FailureReader } from '../stageErrorOf';

/** How to read failures of EventBridge. It never says that a bus does not exist. */
export const eventBridgeFailures: FailureReader<CallFacts> = {
  isNotFound: () => false,
  thingOf: ({ thing }) => thing,
  read: (failure, facts) => readUnanswered(failure, facts) ?? readDenied(failure, facts) ?? readRefused(failure, facts),
};
