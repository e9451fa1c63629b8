import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { AwsService } from '../awsService';
import type { CallFacts } from '../callFacts';
import { cloudwatchFailures } from './cloudwatchFailures';
import type { CloudwatchPool } from './cloudwatchPaces';
import * as operations from './operations';

/** Amazon CloudWatch. */
export const cloudwatchService: AwsService<typeof operations, CloudWatchClient, CallFacts, CloudwatchPool> = {
  signingName: 'monitoring',
  // Whoever answers for Lambda on this machine answers for CloudWatch, too.
  endpointOf: ({ cloudwatchEndpoint, lambdaEndpoint, testCredentials }) =>
    cloudwatchEndpoint ?? (testCredentials ? lambdaEndpoint : undefined),
  createClient: (settings) => new CloudWatchClient(settings),
  operations: { ...operations },
  usualPool: 'getMetricData',
  failures: cloudwatchFailures,
};
