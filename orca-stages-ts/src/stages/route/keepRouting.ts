import { present, say } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { routingOf, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { sentenceOf } from '../../model/step';
import { lookAgain, outrunMove } from '../shared/aliasLedger';
import type { RouteFacts, RouteStep, Undo } from './steps';

type Step = Extract<RouteStep, { kind: 'keepRouting' }>;

/** The failure policy of a stage that wants its alias held; `outruns`: a move may still be in flight. Pure. */
export const keepRoutingStep = (undo: Undo, outruns: boolean): Step => ({
  id: 'keepRouting',
  kind: 'keepRouting',
  ...sentenceOf(say('keepRouting', { alias: undo.aliasName })),
  mutates: outruns,
  undo,
  ...(outruns ? { outruns: true } : {}),
});

/**
 * Changes no routing: says what the alias keeps, and how to get out of that. A move that AWS has not answered would change
 * it afterwards, so the alias is written as it is, and AWS rejects that move.
 */
export async function keepRouting(step: Step, context: ApplyContext<RouteFacts>): Promise<Applied<RouteFacts>> {
  const { aliasName, first, own, description } = step.undo,
    { lambda, operation } = context;
  const alias = await lambda.getAlias(operation.target.functionName, aliasName);
  if (alias === undefined)
    return { kind: 'done', state: 'skipped', note: say('aliasWasNotCreated', { alias: aliasName }) };
  const routing = routingOf(alias);
  // Any other routing has a later revision than the move was sent with.
  const mayBeMoved = step.outruns === true && [first, ...own].some((each) => sameRouting(each, routing));
  const move = { target: operation.target, aliasName, routing, revisionId: alias.revisionId };
  if (mayBeMoved && !(await outrunMove(lambda, move)))
    return lookAgain(context, say('aliasIsMoving', { alias: aliasName }));
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
