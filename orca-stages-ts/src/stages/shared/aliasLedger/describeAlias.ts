import { present } from 'stage-contract';
import type { LambdaPort } from '../../../model/lambdaPort';
import { routingOf } from '../../../model/routing';
import { mayDescribe, writeAlias, type AliasMove } from './moveAlias';

/**
 * Sets the description of an alias and leaves its routing, by compare-and-set. `there`: the alias has it already, or has
 * been deleted; `kept`: it has one that someone else has set meanwhile.
 */
export async function describeAlias(
  lambda: LambdaPort,
  {
    target,
    aliasName,
    description,
    replaces,
  }: Pick<AliasMove, 'target' | 'aliasName' | 'replaces'> & { description: string },
): Promise<'described' | 'there' | 'kept'> {
  const alias = await lambda.getAlias(target.functionName, aliasName);
  if (alias === undefined || alias.description === description) return 'there';
  if (!mayDescribe(alias, { description, ...present({ replaces }) })) return 'kept';
  await writeAlias(lambda, { target, aliasName, description, wanted: routingOf(alias) }, alias.revisionId);
  return 'described';
}
