import { stageDefinitions, STAGE_TYPES, type StageType } from 'stage-contract';
import { eventNeedsOf, iamNeedsOf, type IamNeed } from '../aws';
import type { Account, Configuration } from '../config';
import { revertNeeds } from '../stages/route';
import { stageRegistry } from '../stages/stageRegistry';
import { leastPolicy, type PolicyText } from './iamPolicy';

/** What `iam-policy` may be asked for. */
export interface PolicyWishes {
  account?: string;
  /** Keys of stages, separated by commas; absent: all. */
  stages?: string;
  /** What the policy is limited to: sending aliases back. */
  only?: string;
  bucket?: string[];
  executionRole?: string[];
  layer?: string[];
  kmsKey?: string[];
}

/**
 * The policy that `iam-policy` prints for a configured account. Throws for accounts, stages and purposes that do not
 * exist, naming those that do.
 */
export function printedPolicy({ accounts }: Pick<Configuration, 'accounts'>, wishes: PolicyWishes): PolicyText {
  const account = accounts.find(({ name }) => wishes.account === undefined || name === wishes.account);
  if (account === undefined)
    throw new Error(
      `Account ${wishes.account ?? ''} is not in the configuration, which has ${accounts.map(({ name }) => name).join(', ')}.`,
    );
  return leastPolicy({
    account,
    // Whatever stages may do, what they do is told.
    needs: [...needsOf(account, wishes), ...eventNeedsOf(account)],
    buckets: wishes.bucket ?? [],
    executionRoles: wishes.executionRole ?? [],
    layers: wishes.layer ?? [],
    kmsKeys: wishes.kmsKey ?? [],
  });
}

function needsOf(account: Account, { stages, only = account.only }: PolicyWishes): IamNeed[] {
  if (only === undefined) return typesOf(stages).flatMap((type) => iamNeedsOf(stageRegistry[type]));
  if (only !== 'revert') throw new Error(`There is no policy for only ${only}. There is one for only revert.`);
  if (stages !== undefined)
    throw new Error(
      `Stages can't be chosen for a policy that can only revert${account.only === undefined ? '' : `, and account ${account.name} has only: revert`}.`,
    );
  return iamNeedsOf(revertNeeds);
}

function typesOf(stages: string | undefined): readonly StageType[] {
  if (stages === undefined) return STAGE_TYPES;
  const keys = stages.split(',').map((key) => key.trim());
  return keys.map((key) => {
    const type = STAGE_TYPES.find((candidate) => stageDefinitions[candidate].key === key);
    if (type !== undefined) return type;
    const known = STAGE_TYPES.map((candidate) => stageDefinitions[candidate].key).join(', ');
    throw new Error(`There is no stage ${JSON.stringify(key)}. Stages are ${known}.`);
  });
}
