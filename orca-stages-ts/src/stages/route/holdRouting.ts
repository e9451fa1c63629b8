import type { RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { routingOf, routingWords, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { concurrencyIsMoving, foreignChange } from '../shared/aliasLedger';
import { pollDelayMs } from '../shared/settle';
import type { RouteFacts, RouteStep } from './steps';

/**
 * Looks at the alias at the end of a hold: another routing than the one that was left there is somebody else's. Throws StageError
 * foreignChange showing both.
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
      progress: `AWS is still moving the provisioned concurrency of ${input.aliasName}`,
    };
  }
  if (input.onForeignChange !== 'proceed')
    throw foreignChange(context.operation.target, input.aliasName, step.routing, present);
  const words = `Somebody else changed ${input.aliasName} during a hold: expected ${routingWords(step.routing)}, found ${routingWords(present)}; the stage was told to proceed.`;
  return { kind: 'done', note: words, report: { warnings: [words] } };
}
