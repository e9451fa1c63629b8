import type { AwsAccount } from '../model/accountOf';
import type { IamLimit } from '../model/stage';

/** What the resources in a policy depend on. */
export interface PolicyScope {
  account: Pick<AwsAccount, 'accountId' | 'regions' | 'functions' | 'events'>;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  partition: string;
  /** Buckets that hold code; empty means all. */
  buckets: readonly string[];
  /** ARNs of execution roles that functions may have; empty means all of the account. */
  executionRoles: readonly string[];
  /** ARNs of customer managed keys that encrypt environment variables; empty means none. */
  kmsKeys: readonly string[];
  /** ARNs of layer versions that functions may have, in which `*` matches any text; empty means all. */
  layers: readonly string[];
}

/** Values by condition key, by operator. */
export type PolicyCondition = Record<string, Record<string, string | string[]>>;

/**
 * How to limit some actions to resources: one statement of the least-privilege policy, if any of the actions is needed.
 */
export interface PolicyRule {
  sid: string;
  /** By name, not by pattern: an action that nobody has thought of is in no statement and gets reported. */
  actions: readonly string[];
  /** Also takes actions of other rules that all who need them limit to this. */
  takes?: IamLimit;
  resources(scope: PolicyScope): string[];
  condition?(scope: PolicyScope): PolicyCondition;
}

/** Limits a permission that has no resource to the account's regions. Every request has this key. */
export function inRegions({ account }: PolicyScope): PolicyCondition {
  return { StringEquals: { 'aws:RequestedRegion': account.regions } };
}
