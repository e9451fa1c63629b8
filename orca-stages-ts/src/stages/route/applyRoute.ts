import { StageError, type RouteInput, type Routing } from 'stage-contract';
import { targetWords } from '../../engine/target';
import { applyConcurrency } from '../shared/concurrency';
import { applyEventSource } from '../shared/eventSources';
import { moveAlias, routingOf, routingWords, sameRouting, versionWords } from '../shared/routing';
import type { Applied, ApplyContext } from '../stage';
import { checkHealth } from './checkHealth';
import type { RouteFacts, RouteStep } from './routeTypes';

/** Applies one step of a Route. */
export function applyRoute(step: RouteStep, input: RouteInput, context: ApplyContext<RouteFacts>): Promise<Applied<RouteFacts>> {
  switch (step.kind) {
    case 'healthCheck': return checkHealth(step, input, context);
    case 'route': return route(step, input, context);
    case 'revert': return revert(step, context);
    case 'deleteCandidate': return deleteCandidate(step, context);
    case 'reserved': case 'provisioned': case 'settleProvisioned': return applyConcurrency(step, context);
    case 'createEventSource': case 'updateEventSource': case 'deleteEventSource': return applyEventSource(step, context);
  }
}

async function route(step: Extract<RouteStep, { kind: 'route' }>, input: RouteInput, context: ApplyContext<RouteFacts>): Promise<Applied<RouteFacts>> {
  const { alias, changed } = await moveAlias(context.lambda, {
    target: context.operation.target, aliasName: input.aliasName, expected: step.expected, wanted: step.wanted, again: context.again,
    onForeignChange: input.onForeignChange ?? 'fail',
    ...(step.revisionId === undefined ? {} : { revisionId: step.revisionId }),
    ...(input.aliasDescription === undefined ? {} : { description: input.aliasDescription }),
  });
  const left = step.wanted;
  return {
    kind: 'done', state: changed ? 'done' : 'same', note: `${input.aliasName} → ${routingWords(left)}`,
    facts: { left, aliasArn: alias.aliasArn, revisionId: alias.revisionId, changed, created: step.expected === null, wanted: left },
    ...leaves(input.aliasName, left, context.now, `routed by ${context.operation.stageName}`, alias.aliasArn),
  };
}

/** Brings the first routing back, unless somebody else has changed the alias meanwhile. */
async function revert({ undo }: RouteStep, context: ApplyContext<RouteFacts>): Promise<Applied<RouteFacts>> {
  const { aliasName, first, own } = undo;
  const alias = await context.lambda.getAlias(context.operation.target.functionName, aliasName);
  const present = alias === undefined ? null : routingOf(alias);
  if (first === null) {
    return { kind: 'done', state: 'skipped', note: present === null ? `${aliasName} was not created.` : `${aliasName} was created by this execution and stays at ${routingWords(present)}; there is no earlier routing.` };
  }
  if (alias !== undefined && sameRouting(present, first)) {
    return { kind: 'done', state: context.again ? 'reverted' : 'same', note: `${aliasName} → ${routingWords(first)}, as before this execution.`, ...leaves(aliasName, first, context.now, 'as before this execution', alias.aliasArn) };
  }
  if (alias === undefined || !own.some((routing) => sameRouting(routing, present))) {
    return { kind: 'done', state: 'skipped', note: `Somebody else changed ${aliasName}: found ${routingWords(present)}. Not touched.` };
  }
  const moved = await moveAlias(context.lambda, {
    target: context.operation.target, aliasName, expected: present, wanted: first, revisionId: alias.revisionId, again: false, onForeignChange: 'fail',
  });
  return {
    kind: 'done', state: 'reverted', note: `${aliasName} → ${routingWords(first)}, as before this execution.`,
    ...leaves(aliasName, first, context.now, 'reverted', moved.alias.aliasArn),
  };
}

async function deleteCandidate(step: Extract<RouteStep, { kind: 'deleteCandidate' }>, context: ApplyContext<RouteFacts>): Promise<Applied<RouteFacts>> {
  const { functionName } = context.operation.target;
  const aliases = await context.lambda.listAliases(functionName);
  const users = aliases.filter((alias) => alias.mainVersion === step.version || alias.additionalVersion === step.version);
  if (users.length > 0) {
    return { kind: 'done', state: 'skipped', note: `${versionWords(step.version)} is kept: ${users.map((alias) => alias.aliasName).join(', ')} refers to it.` };
  }
  try {
    await context.lambda.deleteFunction(functionName, step.version);
  } catch (error) {
    if (!(error instanceof StageError) || (error.code !== 'functionNotFound' && error.code !== 'versionNotFound')) throw error;
  }
  return { kind: 'done', state: 'reverted', note: `${versionWords(step.version)} was deleted.`, report: { deletions: [{ version: step.version, result: 'deleted', reason: `candidate of a failed route (${targetWords(context.operation.target)})` }] } };
}

/** What every change of the alias's routing leaves behind: pin, journal of served versions, report. */
function leaves(aliasName: string, routing: Routing, now: string, reason: string, aliasArn: string): Pick<Extract<Applied<RouteFacts>, { kind: 'done' }>, 'pins' | 'served' | 'report'> {
  return {
    pins: [{ kind: 'leftRouting', aliasName, value: { routing }, mode: 'replace' }],
    served: routing.additionalVersion === undefined ? [{ aliasName, version: routing.mainVersion }] : [],
    report: { routing: { now: routing }, timeline: [{ at: now, routing, reason }], outputs: { routing, aliasArn } },
  };
}
