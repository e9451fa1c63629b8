import type { AliasFacts } from '../../../model/aliasFacts';
import type { LambdaPort } from '../../../model/lambdaPort';

/** Whether AWS is moving an alias's provisioned concurrency. Meanwhile the alias shows weights of AWS's own, which are nobody's change. */
export const concurrencyIsMoving = async (
  lambda: LambdaPort,
  functionName: string,
  aliasName: string,
): Promise<boolean> => (await lambda.getProvisionedConcurrency(functionName, aliasName))?.status === 'IN_PROGRESS';

/**
 * Whether it is AWS that splits an alias's traffic: where the alias has provisioned concurrency, the share of the version it was moved to grows
 * as its environments become ready. `movedTo` are main versions that were left there; weights beside another one are somebody's.
 */
export async function awsIsSplitting(
  lambda: LambdaPort,
  functionName: string,
  alias: AliasFacts,
  movedTo: readonly (string | undefined)[],
): Promise<boolean> {
  return (
    alias.additionalVersion !== undefined &&
    movedTo.includes(alias.mainVersion) &&
    concurrencyIsMoving(lambda, functionName, alias.aliasName)
  );
}
