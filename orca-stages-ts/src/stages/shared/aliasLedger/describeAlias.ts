import type { LambdaPort } from '../../../model/lambdaPort';
import { routingOf } from '../../../model/routing';
import { writeAlias, type AliasMove } from './moveAlias';

/**
 * Sets the description of an alias and leaves its routing, by compare-and-set. Returns whether that took a call: nothing
 * if the alias has the description, or has been deleted.
 */
export async function describeAlias(
  lambda: LambdaPort,
  { target, aliasName, description }: Pick<AliasMove, 'target' | 'aliasName'> & { description: string },
): Promise<boolean> {
  const alias = await lambda.getAlias(target.functionName, aliasName);
  if (alias === undefined || alias.description === description) return false;
  await writeAlias(lambda, { target, aliasName, description, wanted: routingOf(alias) }, alias.revisionId);
  return true;
}
