import { say, type Saying, type RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { routingOf, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { concurrencyIsMoving, foreignChange } from '../shared/aliasLedger';
import { pollDelayMs } from '../shared/settle';
import type { RouteFacts, RouteStep } from './steps';

/**
 * Holds a weight: until its due time (when the step was begun, as journalled, and its seconds) nothing is called; then the alias is
 * read back, and another routing than the one left there is somebody else's. Throws StageError foreignChange showing both.
 */
export async function holdRouting(
  step: Extract<RouteStep, { kind: 'hold' }>,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const lateMs = context.nowMs - (context.firstBegunAtMs + step.holdSeconds * 1000);
  if (lateMs < 0) return { kind: 'wait', afterMs: -lateMs, progress: holding(step) };
  const { functionName } = context.operation.target;
  const alias = await context.lambda.getAlias(functionName, input.aliasName);
  const present = alias === undefined ? null : routingOf(alias);
  if (alias !== undefined && sameRouting(present, step.routing))
    return { kind: 'done', facts: { left: step.routing, revisionId: alias.revisionId } };
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
  return { kind: 'done', note: proceeded, report: { warnings: [proceeded] } };
}

/** What is said meanwhile. Steps of release 0.1.0 know their weight only in words, and holds are of a split: its additional share. */
const holding = ({ weightPercent, holdSeconds, routing }: Extract<RouteStep, { kind: 'hold' }>): Saying =>
  say('holding', { weightPercent: weightPercent ?? routing.additionalWeightPercent ?? 100, seconds: holdSeconds });
