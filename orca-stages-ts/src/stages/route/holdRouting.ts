import { say, type RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { routingOf, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { concurrencyIsMoving, foreignChange } from '../shared/aliasLedger';
import { pollDelayMs } from '../shared/settle';
import { accepting } from './accepted';
import type { RouteFacts, RouteStep } from './steps';

/**
 * Checks the alias at the end of a hold: any routing other than the one left there was set by someone else. Throws
 * StageError foreignChange showing both.
 */
export async function holdRouting(
  step: Extract<RouteStep, { kind: 'hold' }>,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { functionName } = context.operation.target;
  const alias = await context.lambda.getAlias(functionName, input.aliasName);
  const present = alias === undefined ? null : routingOf(alias);
  if (alias !== undefined && sameRouting(present, step.routing))
    return { kind: 'done', facts: { left: step.routing, revisionId: alias.revisionId } };
  const lateMs = context.nowMs - (context.look?.endsAtMs ?? context.nowMs);
  if (alias !== undefined && (await concurrencyIsMoving(context.lambda, functionName, input.aliasName))) {
    return {
      kind: 'wait',
      afterMs: pollDelayMs(context.tries, lateMs, context.settlePollMs),
      progress: say('awsIsStillMoving', { alias: input.aliasName }),
    };
  }
  if (input.onForeignChange !== 'proceed')
    throw foreignChange(context.operation.target, input.aliasName, step.routing, present);
  const proceeded = say('proceededOverChangeInHold', {
    alias: input.aliasName,
    expected: step.routing,
    found: present,
  });
  return {
    kind: 'done',
    note: proceeded,
    ...accepting(step.undo, { expected: step.routing, found: present }, proceeded),
  };
}
