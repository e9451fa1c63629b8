import { present, say } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { routingOf, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { sentenceOf } from '../../model/step';
import type { RouteFacts, RouteStep, Undo } from './steps';

type Step = Extract<RouteStep, { kind: 'keepRouting' }>;

/** The failure policy of a stage that wants its alias held. Pure. */
export const keepRoutingStep = (undo: Undo): Step => ({
  id: 'keepRouting',
  kind: 'keepRouting',
  ...sentenceOf(say('keepRouting', { alias: undo.aliasName })),
  mutates: false,
  undo,
});

/** Changes nothing: says what the alias keeps, and how to get out of that. */
export async function keepRouting(
  { undo: { aliasName, first, description } }: Step,
  { lambda, operation }: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const alias = await lambda.getAlias(operation.target.functionName, aliasName);
  if (alias === undefined)
    return { kind: 'done', state: 'skipped', note: say('aliasWasNotCreated', { alias: aliasName }) };
  const routing = routingOf(alias);
  const report = { routing: { now: routing } };
  const isBack = sameRouting(routing, first);
  const isDescribed = description?.own.includes(alias.description) === true;
  if (isBack && !isDescribed)
    return { kind: 'done', state: 'same', note: say('aliasStays', { alias: aliasName, routing }), report };
  const note = say('aliasKeepsAsAsked', {
    alias: aliasName,
    routing,
    ...present({ back: isBack ? undefined : (first ?? undefined) }),
    ...(isDescribed ? { described: true } : {}),
  });
  return { kind: 'done', state: 'skipped', note, report };
}
