import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { LambdaPort } from '../../model/lambdaPort';
import type { AwsOperation } from '../awsOperation';
import type { LambdaCallFacts } from './lambdaCallFacts';
import type { LambdaPool } from './lambdaPaces';

/** The call of Lambda behind one method of the port, whose signature it takes over. */
export type LambdaOperation<Method extends keyof LambdaPort> = AwsOperation<
  LambdaPort[Method],
  LambdaClient,
  LambdaCallFacts,
  LambdaPool
>;
