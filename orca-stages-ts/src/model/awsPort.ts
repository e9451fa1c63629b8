import type { AwsCall } from 'stage-contract';
import type { LambdaPort } from './lambdaPort';

/** Who calls AWS for what: goes into the session name, so that CloudTrail tells the execution. */
export interface AwsScope {
  account: string;
  region: string;
  executionId: string;
  /** Told of every call once it has ended, failed ones too. */
  onCall(call: AwsCall): void;
}

/** The only way to AWS: a port per account, region and execution, from configured accounts. */
export interface AwsPort {
  /** Throws StageError accountNotConfigured when the account or region is not configured. */
  lambda(scope: AwsScope): LambdaPort;
  /** Ends connections. */
  close(): void;
}
