import type { SNS } from '@aws-sdk/client-sns';
import type { SnsPort } from '../../model/snsPort';
import type { AwsOperation } from '../awsOperation';
import type { CallFacts } from '../callFacts';
import type { SnsPool } from './snsPaces';

/**
 * The SNS call behind one method of the port. The client has a method for each call, so that operations only import types:
 * the policy needs them in processes that never load the client.
 */
export type SnsOperation<Method extends keyof SnsPort> = AwsOperation<SnsPort[Method], SNS, CallFacts, SnsPool>;
