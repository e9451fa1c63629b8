import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { LambdaPort } from '../../model/lambdaPort';
import type { AwsOperation } from '../awsOperation';
import type { LambdaCallFacts } from './lambdaCallFacts';
import type { LambdaPool } from './lambdaPaces';

/** The Lambda call behind one method of the port. It has the method's signature. */
export type LambdaOperation<Method extends keyof LambdaPort> = AwsOperation<
  LambdaPort[Method],
  LambdaClient,
  LambdaCallFacts,
  LambdaPool
>;
