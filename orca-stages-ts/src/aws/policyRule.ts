import type { AwsAccount } from '../model/accountOf';

/** What the resources of a policy depend on. */
export interface PolicyScope {
  account: Pick<AwsAccount, 'accountId' | 'regions' | 'functions'>;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
  /** Buckets that hold code; none for all. */
  buckets: readonly string[];
}

/** How some actions are bound to resources: one statement of the least policy, when any of them is needed. */
export interface PolicyRule {
  sid: string;
  /** By name, not by pattern: an action that nobody has thought of is in no statement, and is reported. */
  actions: readonly string[];
  resources(scope: PolicyScope): string[];
  condition?: Record<string, Record<string, string>>;
}
