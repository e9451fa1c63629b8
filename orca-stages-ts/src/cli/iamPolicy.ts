import { present } from 'stage-contract';
import { policyRules } from '../aws';
import type { Account } from '../config';

/** One statement of an IAM policy. */
export interface PolicyStatementText {
  Sid: string;
  Effect: 'Allow';
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string>>;
}

/** What a policy depends on. */
export interface PolicyOptions {
  account: Pick<Account, 'accountId' | 'regions' | 'functions'>;
  actions: readonly string[];
  buckets: readonly string[];
}

/**
 * The least-privilege policy with which the given actions work on one account's configured functions. Throws for an
 * action that no service assigns to resources.
 */
export function leastPolicy({ account, actions, buckets }: PolicyOptions): {
  Version: '2012-10-17';
  Statement: PolicyStatementText[];
} {
  const needed = [...new Set(actions)].sort();
  const unplaced = needed.filter((action) => !policyRules.some((rule) => rule.actions.includes(action)));
  if (unplaced.length > 0)
    throw new Error(
      `No statement of the policy covers ${unplaced.join(', ')}, so the stages could not use it. Add it to the policy of its service in orca-stages-ts/src/aws, with the resources that it applies to.`,
    );
  const scope = { account, buckets, partition: partitionOf(account.regions[0] ?? '') };
  const statements = policyRules.map(({ sid, actions: taken, resources, condition }): PolicyStatementText => ({
    Sid: sid,
    Effect: 'Allow',
    Action: needed.filter((action) => taken.includes(action)),
    Resource: resources(scope),
    ...present({ Condition: condition }),
  }));
  return { Version: '2012-10-17', Statement: statements.filter((statement) => statement.Action.length > 0) };
}

const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
