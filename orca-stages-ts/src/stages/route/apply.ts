import type { RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import type { ApplyContext } from '../../model/stageContext';
import { describeAlias } from '../shared/aliasLedger';
import { applyConcurrency } from '../shared/concurrency';
import { applyEventSource } from '../shared/eventSources';
import { checkHealth } from './checkHealth';
import { deleteCandidate } from './deleteCandidate';
import { holdRouting } from './holdRouting';
import { revertAlias } from './revertAlias';
import { routeAlias } from './routeAlias';
import type { RouteFacts, RouteStep } from './steps';

/** Applies one step of a Route. */
export function applyRoute(
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
    case 'deleteCandidate':
      return deleteCandidate(step, context);
    case 'reserved':
    case 'provisioned':
    case 'settleProvisioned':
      return applyConcurrency(step, context);
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
