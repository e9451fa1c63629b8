import { say, type RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { mergeReport } from '../../model/mergeReport';
import { routingOf, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { concurrencyIsMoving, foreignChange } from '../shared/aliasLedger';
import { pollDelayMs } from '../shared/settle';
import { accepting } from './accepted';
import type { RouteFacts, RouteStep } from './steps';
import { lookInHold } from './watch/lookInHold';
import { hasAlarms } from './watch/planWatch';

type HoldStep = Extract<RouteStep, { kind: 'hold' }>;
type Done = Extract<Applied<RouteFacts>, { kind: 'done' }>;

/**
 * Checks the alias at the end of a hold, and at every look from its planned end on or in a bake: any routing other than the
 * one left there was set by someone else, and what alarms and guards see then says nothing about the candidate any more.
 * Throws StageError foreignChange showing both.
 */
export async function holdRouting(
  step: HoldStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  if (step.watches !== true) return routingAfterHold(step, input, context);
  if (!isDue(step, context)) return lookInHold(step, input, context);
  const ended = await routingAfterHold(step, input, context);
  if (ended.kind === 'done' && ended.facts?.accepted !== undefined) return ended;
  const looked = await lookWhileWatching(step, input, context);
  if (looked.kind !== 'done') return looked;
  return ended.kind === 'done' ? { ...ended, ...bothOf(looked, ended) } : ended;
}

/** The hold lasts longer than planned, or the candidate has all traffic already. */
const isDue = ({ bakes }: HoldStep, { look, nowMs }: ApplyContext<RouteFacts>): boolean =>
  bakes === true || look === undefined || nowMs >= look.endsAtMs;

/** In a bake without alarms there is only the alias to look at. */
async function lookWhileWatching(
  step: HoldStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  if (step.bakes !== true || hasAlarms(input)) return lookInHold(step, input, context);
  return { kind: context.look?.isLast === true ? 'done' : 'continue' };
}

/** What the looks have found, and what has become of the alias. */
const bothOf = (looked: Done, ended: Done): Pick<Done, 'facts' | 'report'> => ({
  facts: { ...looked.facts, ...ended.facts },
  report: mergeReport(looked.report ?? {}, ended.report),
});

async function routingAfterHold(
  step: HoldStep,
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
