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
  // Not the module itself, which asks another one for each operation: they are walked through for each turn of a stage.
  operations: { ...operations },
  usualPool: 'controlPlane',
  failures: lambdaFailures,
};
