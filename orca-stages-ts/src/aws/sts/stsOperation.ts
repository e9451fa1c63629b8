import type { STSClient } from '@aws-sdk/client-sts';
import type { AwsOperation } from '../awsOperation';
import type { StsCallFacts } from './stsFailures';
import type { StsPort } from './stsPort';

/** The STS call behind one method of the port. */
export type StsOperation<Method extends keyof StsPort> = AwsOperation<StsPort[Method], STSClient, StsCallFacts>;
