import { say, type Saying } from 'stage-contract';
import { routingOf } from '../../../model/routing';
import type { ApplyContext } from '../../../model/stageContext';

/** An alias that did not exist before has no earlier routing, and callers may depend on it by now. */
export async function keepCreated(
  aliasName: string,
  { lambda, operation }: Pick<ApplyContext<object>, 'lambda' | 'operation'>,
): Promise<{ kind: 'done'; state: 'skipped'; note: Saying }> {
  const alias = await lambda.getAlias(operation.target.functionName, aliasName);
  const note =
    alias === undefined
      ? say('aliasWasNotCreated', { alias: aliasName })
      : say('createdAliasStays', { alias: aliasName, routing: routingOf(alias) });
  return { kind: 'done', state: 'skipped', note };
}
