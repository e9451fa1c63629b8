import { SNS } from '@aws-sdk/client-sns';
import type { AwsService } from '../awsService';
import type { CallFacts } from '../callFacts';
import * as operations from './operations';
import { snsFailures } from './snsFailures';
import type { SnsPool } from './snsPaces';

/** Amazon SNS. Not part of the folder's index: whoever imports it loads the client. */
export const snsService: AwsService<typeof operations, SNS, CallFacts, SnsPool> = {
  signingName: 'sns',
  // Whoever answers for Lambda on this machine answers for SNS, too.
  endpointOf: ({ events, lambdaEndpoint, testCredentials }) =>
    events?.snsEndpoint ?? (testCredentials ? lambdaEndpoint : undefined),
  createClient: (settings) => new SNS(settings),
  operations: { ...operations },
  usualPool: 'publish',
  failures: snsFailures,
};
