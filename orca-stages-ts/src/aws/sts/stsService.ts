import { STSClient } from '@aws-sdk/client-sts';
import { UNPACED } from '../awsOperation';
import type { AwsService } from '../awsService';
import * as operations from './operations';
import { stsFailures, type StsCallFacts } from './stsFailures';

/** AWS STS. Executions stay far below its quota: each assumes a role once an hour. */
export const stsService: AwsService<typeof operations, STSClient, StsCallFacts, never> = {
  signingName: 'sts',
  endpointOf: (account) => account.stsEndpoint,
  createClient: (settings) => new STSClient(settings),
  operations,
  usualPool: UNPACED,
  failures: stsFailures,
};
