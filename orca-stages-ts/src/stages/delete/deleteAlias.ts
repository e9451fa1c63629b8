import { say } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { routingOf, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import type { AliasDeletion, DeleteFacts } from './steps';

/** Deletes an alias, unless somebody has pointed it elsewhere meanwhile: AWS does not compare revisions here. */
export async function deleteAlias(
  { alias, version }: AliasDeletion,
  { lambda, operation, again, facts }: ApplyContext<DeleteFacts>,
): Promise<Applied<DeleteFacts>> {
  const { functionName } = operation.target;
  const found = await lambda.getAlias(functionName, alias);
  const deletedAliases = [...(facts.deletedAliases ?? []), alias];
  if (found === undefined)
    return again
      ? { kind: 'done', facts: { deletedAliases } }
      : { kind: 'done', state: 'same', note: say('alreadyGone', {}) };
  const routing = routingOf(found);
  if (!sameRouting(routing, { mainVersion: version }))
    return { kind: 'done', state: 'skipped', note: say('aliasMovedMeanwhile', { alias, routing }) };
  await lambda.deleteAlias(functionName, alias);
  return { kind: 'done', facts: { deletedAliases } };
}
