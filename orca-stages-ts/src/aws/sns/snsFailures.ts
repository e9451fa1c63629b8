import type { AwsFailure } from '../awsFailure';
import type { CallFacts } from '../callFacts';
import { readDenied, readRefused, readUnanswered } from '../readFailure';
import type { FailureReader } from '../stageErrorOf';

/** How to read failures of SNS. */
export const snsFailures: FailureReader<CallFacts> = {
  isNotFound: ({ awsCode }: AwsFailure) => awsCode === 'NotFoundException',
  thingOf: ({ thing }) => thing,
  read: (failure, facts) => readUnanswered(failure, facts) ?? readDenied(failure, facts) ?? readRefused(failure, facts),
};
