import { say, StageError } from 'stage-contract';
import type { OperationRow } from '../journal/queries/loadOperation';
import { operationPlace } from '../journal/queries/operationTarget';
import type { KeyedAccount } from '../model/keyedAccount';
import { splitTargetKey } from '../model/target';

/**
 * Refuses to work on an operation whose account's name has been given to another AWS account since it began: what it
 * would change, or bring back, is not there. Throws StageError accountNotConfigured.
 */
export function refuseOtherAccount(operation: OperationRow, accounts: readonly KeyedAccount[]): void {
  const { account } = operation;
  const configured = accounts.find(({ name }) => name === account);
  if (configured === undefined || configured.keyName === splitTargetKey(operation.target_key).accountName) return;
  throw new StageError({
    code: 'accountNotConfigured',
    what: say('accountIsAnother', { account }),
    where: operationPlace(operation),
    next: say('giveNameBack', { account }),
  });
}
