import { LambdaClient } from '@aws-sdk/client-lambda';
import type { AwsService } from '../awsService';
import type { LambdaCallFacts } from './lambdaCallFacts';
import { lambdaFailures } from './lambdaFailures';
import type { LambdaPool } from './lambdaPaces';
import * as operations from './operations';

/** AWS Lambda. */
export const lambdaService: AwsService<typeof operations, LambdaClient, LambdaCallFacts, LambdaPool> = {
  signingName: 'lambda',
  endpointOf: (account) => account.lambdaEndpoint,
  createClient: (settings) => new LambdaClient(settings),
  operations,
  usualPool: 'controlPlane',
  failures: lambdaFailures,
};
