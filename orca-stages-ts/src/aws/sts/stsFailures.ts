import { say } from 'stage-contract';
import type { AwsFailure } from '../awsFailure';
import type { CallFacts } from '../callFacts';
import { readConflict, readDenied, readRefused, readStale, readUnanswered } from '../readFailure';
import type { Reading } from '../reading';
import type { FailureReader } from '../stageErrorOf';

/** What an STS call is about. */
export interface StsCallFacts extends CallFacts {
  accountName: string;
  roleArn: string;
}

/** How to read failures of STS. */
export const stsFailures: FailureReader<StsCallFacts> = {
  isNotFound: () => false,
  thingOf: ({ thing }) => thing,
  read: (failure, facts) =>
    readUnanswered(failure, facts) ??
    readNotAssumable(failure, facts) ??
    readStale(failure, facts) ??
    readConflict(failure, facts) ??
    readDenied(failure, facts) ??
    readRefused(failure, facts),
};

const readNotAssumable = ({ httpStatus }: AwsFailure, { roleArn, accountName }: StsCallFacts): Reading | undefined =>
  httpStatus === 403 || httpStatus === 400
    ? {
        code: 'roleNotAssumable',
        what: say('roleNotAssumable', { roleArn, account: accountName }),
        next: say('checkTrustOfSidecar', {}),
      }
    : undefined;
