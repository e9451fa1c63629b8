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

/** The services that stages call, each with its port. A service more is a line here and a folder in `aws/`. */
export interface AwsPorts {
  lambda: LambdaPort;
}

/** The only way to AWS: for each service a port per account, region and execution, from configured accounts. Throws StageError accountNotConfigured when the account or region is not configured. */
export type AwsPort = { [Service in keyof AwsPorts]: (scope: AwsScope) => AwsPorts[Service] } & {
  /** Ends connections. */
  close(): void;
};
