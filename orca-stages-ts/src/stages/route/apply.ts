import type { RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import { describeAlias, withAuthor } from '../shared/aliasLedger';
import { applyConcurrency, applyConcurrencyRestore } from '../shared/concurrency';
import { applyEventSource, applyEventSourceRestore } from '../shared/eventSources';
import { checkHealth } from './checkHealth';
import { deleteCandidate } from './deleteCandidate';
import { holdRouting } from './holdRouting';
import { keepRouting } from './keepRouting';
import { revertAlias } from './revertAlias';
import { routeAlias } from './routeAlias';
import type { RouteFacts, RouteStep } from './steps';

/** Steps that are not about the routing. */
type SideStep = Exclude<
  RouteStep,
  { kind: 'healthCheck' | 'hold' | 'route' | 'revert' | 'keepRouting' | 'describeAlias' | 'deleteCandidate' }
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
    case 'hold':
      return holdRouting(step, input, context);
    case 'route':
      return routeAlias(step, input, context);
    case 'revert':
      return revertAlias(step, context);
    case 'describeAlias':
      return describe(input, context);
    case 'keepRouting':
      return keepRouting(step, context);
    case 'deleteCandidate':
      return deleteCandidate(step, input, context);
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
  input: RouteInput,
  { lambda, operation }: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { aliasName, aliasDescription: description = '' } = input;
  const isChanged = await describeAlias(lambda, { target: operation.target, aliasName, description });
  return { kind: 'done', state: isChanged ? 'done' : 'same' };
}
