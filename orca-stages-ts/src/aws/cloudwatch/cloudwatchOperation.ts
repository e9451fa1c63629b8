import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { AwsOperation } from '../awsOperation';
import type { CallFacts } from '../callFacts';
import type { CloudwatchCalls } from './cloudwatchCalls';
import type { CloudwatchPool } from './cloudwatchPaces';

/** The CloudWatch call behind one method. */
export type CloudwatchOperation<Method extends keyof CloudwatchCalls> = AwsOperation<
  CloudwatchCalls[Method],
  CloudWatchClient,
  CallFacts,
  CloudwatchPool
>;
