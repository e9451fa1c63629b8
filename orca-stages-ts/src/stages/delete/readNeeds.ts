import type { AliasNeed, DeleteInput } from 'stage-contract';
import { aliasResource } from '../../model/resource';
import type { ObserveContext } from '../../model/stageContext';
import type { AliasNeeded, DeleteObserved } from './observed';
import { matchesPattern, usesOf } from './protection';
import { olderVersions } from './retention';

/** Who needs the aliases that would be deleted with old versions: up to three calls for each. */
export async function readNeeds(
  input: DeleteInput,
  observed: Pick<DeleteObserved, 'aliases' | 'versions' | 'now'>,
  context: ObserveContext,
): Promise<AliasNeeded[]> {
  const needs: AliasNeeded[] = [];
  for (const version of olderVersions(input, observed).versions)
    for (const { alias: aliasName } of usesOf(version, observed.aliases)) {
      const isMeant = matchesPattern(aliasName, input.aliasPattern);
      const need = isMeant ? await needOf(aliasName, version, context) : undefined;
      if (need !== undefined) needs.push({ aliasName, need });
    }
  return needs;
}

async function needOf(
  aliasName: string,
  version: string,
  { lambda, pins, operation }: ObserveContext,
): Promise<AliasNeed | undefined> {
  if ((await pins.routing('leftRouting', aliasName)) !== undefined) return { by: 'execution' };
  const held = await pins.heldByOther(aliasResource(aliasName));
  if (held !== undefined) return { by: 'rollout', executionId: held.executionId };
  const other = (await pins.sightings(aliasName))
    .flatMap(({ versions }) => versions)
    .filter((served) => served.version !== version)
    .at(-1);
  if (other !== undefined) return { by: 'servedOther', version: other.version };
  const { functionName } = operation.target;
  const [source] = await lambda.listEventSourceMappings(`${functionName}:${aliasName}`);
  if (source !== undefined)
    return { by: 'eventSource', name: source.eventSourceArn.split(':').at(-1) ?? source.eventSourceArn };
  const allowed = (await lambda.getPolicy(functionName, aliasName))?.find(({ effect }) => effect === 'Allow');
  if (allowed !== undefined) return { by: 'permission', principal: allowed.principal };
  return (await lambda.hasFunctionUrl(functionName, aliasName)) ? { by: 'functionUrl' } : undefined;
}
