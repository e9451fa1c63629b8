import type { AwsCall } from 'stage-contract';
import type { CloudwatchPort } from './cloudwatchPort';
import type { LambdaPort } from './lambdaPort';

/** Who calls AWS, and for what. It goes into the session name, so that CloudTrail shows the execution. */
export interface AwsScope {
  account: string;
  region: string;
  executionId: string;
  /** Called after every call has ended, including failed ones. */
  onCall(call: AwsCall): void;
}

/** The services that stages call, each with its port. Another service is one more line here and a folder in `aws/`. */
export interface AwsPorts {
  lambda: LambdaPort;
  cloudwatch: CloudwatchPort;
}

/**
 * The only way to AWS: for each service, a port per account, region and execution, based on the configured accounts.
 * Throws StageError accountNotConfigured if the account or region is not configured.
 */
export interface AwsPort {
  portsFor(scope: AwsScope): AwsPorts;
  /** Closes connections. */
  close(): void;
}
