import type { AwsAccount } from '../model/accountOf';

/** What the resources in a policy depend on. */
export interface PolicyScope {
  account: Pick<AwsAccount, 'accountId' | 'regions' | 'functions'>;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
  /** Buckets that hold code; undefined means all. */
  buckets: readonly string[];
}

/**
 * How to limit some actions to resources: one statement of the least-privilege policy, if any of the actions is needed.
 */
export interface PolicyRule {
  sid: string;
  /** By name, not by pattern: an action that nobody has thought of is in no statement and gets reported. */
  actions: readonly string[];
  resources(scope: PolicyScope): string[];
  condition?: Record<string, Record<string, string>>;
}
