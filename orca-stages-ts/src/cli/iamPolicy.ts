import { present } from 'stage-contract';
import { policyRules, type IamNeed, type PolicyCondition } from '../aws';
import type { Account } from '../config';
import { partitionOf } from '../model/partitionOf';

/** One statement of an IAM policy. */
export interface PolicyStatementText {
  Sid: string;
  Effect: 'Allow';
  Action: string[];
  Resource: string[];
  Condition?: PolicyCondition;
}

/** An IAM policy, in the form in which AWS reads it. */
export interface PolicyText {
  Version: '2012-10-17';
  Statement: PolicyStatementText[];
}

/** What a policy depends on. */
export interface PolicyOptions {
  account: Pick<Account, 'accountId' | 'regions' | 'functions' | 'events'>;
  needs: readonly IamNeed[];
  /** ARNs of customer managed keys; empty means none, and then there is no statement for them. */
  kmsKeys?: readonly string[];
  /** Buckets that hold code, ARNs of execution roles and ARNs of layer versions; empty means all. */
  buckets?: readonly string[];
  executionRoles?: readonly string[];
  layers?: readonly string[];
}

/**
 * The least-privilege policy with which the given actions work on one account's configured functions. Throws for an
 * action that no service assigns to resources.
 */
export function leastPolicy({ account, needs, buckets, executionRoles, layers, kmsKeys }: PolicyOptions): PolicyText {
  const needed = [...new Set(needs.map(({ action }) => action))].sort();
  const unplaced = needed.filter((action) => !policyRules.some((rule) => rule.actions.includes(action)));
  if (unplaced.length > 0)
    throw new Error(
      `No statement of the policy covers ${unplaced.join(', ')}, so the stages could not use it. Add it to the policy of its service in orca-stages-ts/src/aws, with the resources that it applies to.`,
    );
  const scope = {
    account,
    buckets: buckets ?? [],
    executionRoles: executionRoles ?? [],
    layers: layers ?? [],
    kmsKeys: kmsKeys ?? [],
    partition: partitionOf(account.regions[0] ?? ''),
  };
  const limitOf = (action: string): IamNeed['limit'] => {
    const limits = new Set(needs.filter((need) => need.action === action).map(({ limit }) => limit));
    return limits.size === 1 ? [...limits][0] : undefined;
  };
  const statements = policyRules.map(({ sid, actions: taken, takes, resources, condition }): PolicyStatementText => ({
    Sid: sid,
    Effect: 'Allow',
    Action: needed.filter((action) => {
      const limit = limitOf(action);
      return limit === undefined ? taken.includes(action) : limit === takes;
    }),
    Resource: [...new Set(resources(scope))],
    ...present({ Condition: condition?.(scope) }),
  }));
  return {
    Version: '2012-10-17',
    Statement: statements.filter(({ Action, Resource }) => Action.length > 0 && Resource.length > 0),
  };
}
