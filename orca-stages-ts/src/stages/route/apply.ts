import { present, say, type RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import { describeAlias, leftDescription, lookAgain, restoreDescription, withAuthor } from '../shared/aliasLedger';
import { applyConcurrency, applyConcurrencyRestore } from '../shared/concurrency';
import { applyEventSource, applyEventSourceRestore } from '../shared/eventSources';
import { checkHealth } from './checkHealth';
import { deleteCandidate } from './deleteCandidate';
import { replacedBy } from './descriptionChange';
import { holdRouting } from './holdRouting';
import { keepRouting } from './keepRouting';
import { revertAlias } from './revertAlias';
import { routeAlias } from './routeAlias';
import { beginWatching } from './watch/beginWatching';
import { callHook } from './watch/callHook';
import { watchAlias } from './watch/watchAlias';
import type { RouteFacts, RouteStep } from './steps';
import { waitForPerson } from './waitForPerson';

/** Steps that are not about the routing. */
type SideStep = Exclude<
  RouteStep,
  {
    kind:
      | 'healthCheck'
      | 'hold'
      | 'watch'
      | 'beginWatching'
      | 'hook'
      | 'holdForPerson'
      | 'route'
      | 'revert'
      | 'keepRouting'
      | 'describeAlias'
      | 'restoreDescription'
      | 'deleteCandidate'
      | 'keepCandidate';
  }
>;

/** Applies one step of a Route. A change by another execution is reported with that execution. */
export async function applyRoute(
  step: RouteStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  try {
    return await applyStep(step, input, context);
  } catch (error) {
    throw await withAuthor(error, context.pins);
  }
}

function applyStep(
  step: RouteStep,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  switch (step.kind) {
    case 'healthCheck':
      return checkHealth(step, input, context);
    case 'hook':
      return callHook(step, input, context);
    case 'beginWatching':
      return beginWatching(step, input, context);
    case 'hold':
      return holdRouting(step, input, context);
    case 'watch':
      return watchAlias(step, input, context);
    case 'holdForPerson':
      return waitForPerson(step, input, context);
    case 'route':
      return routeAlias(step, input, context);
    case 'revert':
      return revertAlias(step, context);
    case 'describeAlias':
      return describe(step, input, context);
    case 'restoreDescription':
      return bringBackDescription(step, context);
    case 'keepRouting':
      return keepRouting(step, context);
    case 'deleteCandidate':
      return deleteCandidate(step, input, context);
    case 'keepCandidate':
      return Promise.resolve({
        kind: 'done',
        state: 'skipped',
        note: say('candidateIsNotOwn', { version: step.version }),
      });
    default:
      return applySide(step, context);
  }
}

/** Applies a step that changes something beside the routing, or brings it back. */
function applySide(step: SideStep, context: ApplyContext<RouteFacts>): Promise<Applied<RouteFacts>> {
  switch (step.kind) {
    case 'reserved':
    case 'provisioned':
    case 'settleProvisioned':
      return applyConcurrency(step, context);
    case 'restoreReserved':
    case 'restoreProvisioned':
      return applyConcurrencyRestore(step, context);
    case 'restoreEventSource':
      return applyEventSourceRestore(step, context);
    case 'createEventSource':
    case 'updateEventSource':
    case 'deleteEventSource':
      return applyEventSource(step, context);
  }
}

async function describe(
  { undo }: RouteStep,
  input: RouteInput,
  { lambda, operation, again }: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { aliasName, aliasDescription: description = '' } = input;
  const replaces = replacedBy(undo);
  const result = await describeAlias(lambda, {
    target: operation.target,
    aliasName,
    description,
    ...present({ replaces }),
  });
  if (result === 'kept')
    return {
      kind: 'done',
      state: 'skipped',
      report: { warnings: [say('descriptionOfOtherKept', { alias: aliasName })] },
    };
  const pins = [leftDescription(aliasName, description)];
  const isChanged = result === 'described';
  return { kind: 'done', state: isChanged ? 'done' : 'same', ...(isChanged || again ? { pins } : {}) };
}

/** The revert may have brought it back along with the routing. Throws StageError foreignChange. */
async function bringBackDescription(
  { change, undo: { aliasName } }: Extract<RouteStep, { kind: 'restoreDescription' }>,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { lambda, operation, again, facts } = context;
  const result = await restoreDescription(lambda, { target: operation.target, aliasName, change });
  if (result.kind === 'moving') return lookAgain(context, result.progress);
  if (result.kind === 'gone') return { kind: 'done', state: 'skipped' };
  const isBack = result.kind === 'restored' || again || facts.describedBack === true;
  return {
    kind: 'done',
    state: isBack ? 'reverted' : 'same',
    note: say('descriptionAsBefore', { alias: aliasName }),
    pins: [leftDescription(aliasName, change.before)],
  };
}
