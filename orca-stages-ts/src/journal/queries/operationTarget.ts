import { resourceOf } from '../../model/storedNames';
import { targetKey, targetWords, type Target } from '../../model/target';
import type { KeyedAccount } from '../../model/keyedAccount';
import type { OperationRow } from './loadOperation';

/** What an operation works on: its target and, if its stage has one, the alias. */
interface OperationTarget extends Target {
  aliasName?: string;
}
type TargetColumns = Pick<OperationRow, 'target_key' | 'account' | 'region' | 'function_name' | 'alias_name'>;

/** The columns that say what an operation works on. */
export const targetColumns = (
  input: Target & { aliasName?: string | undefined },
  accounts: readonly KeyedAccount[],
): TargetColumns => ({
  target_key: targetKey({
    account: accounts.find(({ name }) => name === input.account)?.keyName ?? input.account,
    region: input.region,
    functionName: input.functionName,
  }),
  account: input.account,
  region: input.region,
  function_name: input.functionName,
  alias_name: input.aliasName ?? null,
});

/** What an operation works on, as its outcome shows it. */
export const operationTarget = ({ account, region, function_name, alias_name }: TargetColumns): OperationTarget => ({
  account,
  region,
  functionName: function_name,
  ...(alias_name === null ? {} : { aliasName: alias_name }),
});

/** What an operation works on, for people. */
export function operationPlace(operation: TargetColumns): string {
  const { aliasName, ...target } = operationTarget(operation);
  return targetWords(target, aliasName);
}

/** The resource of its target that an operation works on, if its stage works on one. */
export const operationResource = ({ alias_name }: Pick<TargetColumns, 'alias_name'>): string | undefined =>
  alias_name === null ? undefined : resourceOf(alias_name);

/** The operation that a log entry is about, and what it works on. */
export const logFields = ({
  id,
  execution_id,
  target_key,
  alias_name,
}: Pick<OperationRow, 'id' | 'execution_id' | 'target_key' | 'alias_name'>): Record<string, string | null> => ({
  operation: id,
  execution: execution_id,
  target: target_key,
  alias: alias_name,
});
