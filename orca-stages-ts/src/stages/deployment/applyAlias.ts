import { StageError, type AliasReport, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../aws/lambdaPort';
import { targetWords } from '../../engine/target';
import { foreignChange, moveAlias, routingOf, routingWords, sameRouting, versionWords } from '../shared/routing';
import { pollDelayMs } from '../shared/settle';
import { isPublished } from '../shared/versions';
import type { Applied, ApplyContext } from '../stage';
import type { CreateAliasStep, DeploymentFacts, MoveAliasStep, RestoreAliasStep } from './deploymentSteps';

type AliasContext = ApplyContext<DeploymentFacts>;

/** What the alias shall serve: the version that this stage published or reused, else the head. */
function wantedRouting(publishes: boolean, aliasName: string, context: AliasContext): Routing {
  if (!publishes) return { mainVersion: '$LATEST' };
  if (context.facts.version !== undefined) return { mainVersion: context.facts.version };
  throw new StageError({ code: 'internal', what: 'No version was published before routing an alias to it.', where: targetWords(context.operation.target, aliasName) });
}

/** Makes an alias. One that somebody else has made meanwhile and routed elsewhere is a foreign change. */
export async function applyCreateAlias(step: CreateAliasStep, context: AliasContext): Promise<Applied<DeploymentFacts>> {
  const wanted = wantedRouting(step.atVersion, step.aliasName, context);
  const { alias } = await moveAlias(context.lambda, {
    target: context.operation.target, aliasName: step.aliasName, expected: null, wanted, again: context.again, onForeignChange: 'fail',
  });
  return routed(step, alias, 'created', context);
}

/**
 * Sends all of the alias's traffic to the version. Where the alias has provisioned concurrency AWS itself splits the traffic until the environments
 * of the new version are ready: that is no drift, and the step waits until it has ended.
 */
export async function applyMoveAlias(step: MoveAliasStep, context: AliasContext): Promise<Applied<DeploymentFacts>> {
  const wanted = wantedRouting(true, step.aliasName, context);
  const { target } = context.operation;
  if (context.again) {
    const present = await context.lambda.getAlias(target.functionName, step.aliasName);
    if (present?.mainVersion === wanted.mainVersion && present.additionalVersion !== undefined && !sameRouting(step.from, routingOf(present))) return stillSplit(step, present, context);
  }
  const { alias, changed } = await moveAlias(context.lambda, {
    target, aliasName: step.aliasName, expected: step.from, wanted, revisionId: step.expectedRevisionId, again: context.again, onForeignChange: 'fail',
  });
  if (!sameRouting(routingOf(alias), wanted)) return stillSplit(step, alias, context);
  const applied = routed(step, alias, changed ? 'moved to the new version' : 'served it already', context);
  return changed ? applied : { ...applied, state: 'same' };
}

const stillSplit = (step: MoveAliasStep, alias: AliasFacts, context: AliasContext): Applied<DeploymentFacts> => ({
  kind: 'wait', afterMs: pollDelayMs(context.tries, context.nowMs - context.firstBegunAtMs),
  progress: `Waiting until AWS has moved ${step.aliasName} (${routingWords(routingOf(alias))} so far)`,
});

/** Facts, pins and report of an alias that this stage has routed. */
function routed(step: CreateAliasStep | MoveAliasStep, alias: AliasFacts, note: string, context: AliasContext): Extract<Applied<DeploymentFacts>, { kind: 'done' }> {
  const routing = routingOf(alias);
  const mine: AliasReport = { alias: step.aliasName, routing, note };
  const changedAliases = [...(context.facts.changedAliases ?? []).filter((other) => other.alias !== step.aliasName), mine];
  const before = step.kind === 'moveAlias' ? { before: step.from } : {};
  return {
    kind: 'done', note: `${step.aliasName} serves ${routingWords(routing)}`,
    facts: { changedAliases, ...(step.first ? { aliasArn: alias.aliasArn } : {}) },
    pins: [{ kind: 'leftRouting', aliasName: step.aliasName, value: { routing }, mode: 'replace' }],
    ...(isPublished(routing.mainVersion) ? { served: [{ aliasName: step.aliasName, version: routing.mainVersion }] } : {}),
    report: {
      aliases: [...changedAliases, ...step.others], timeline: [{ at: context.now, routing, reason: `${step.aliasName} ${note}` }],
      ...(step.first ? { routing: { ...before, now: routing, wanted: routing } } : {}),
    },
  };
}

/** Brings an alias back to what it served before this stage, unless somebody else has changed it since. */
export async function applyRestoreAlias(step: RestoreAliasStep, context: AliasContext): Promise<Applied<DeploymentFacts>> {
  const { target } = context.operation;
  const present = await context.lambda.getAlias(target.functionName, step.aliasName);
  const found = present === undefined ? null : routingOf(present);
  const words = routingWords(step.to);
  if (sameRouting(found, step.to)) return { kind: 'done', state: 'same', note: `${step.aliasName} serves ${words}.` };
  const { version } = context.facts;
  // AWS may be in the middle of moving an alias with provisioned concurrency: the main version tells whose routing it is.
  if (present === undefined || version === undefined || present.mainVersion !== version) throw foreignChange(target, step.aliasName, version === undefined ? step.to : { mainVersion: version }, found);
  const { alias } = await moveAlias(context.lambda, {
    target, aliasName: step.aliasName, expected: found, wanted: step.to, revisionId: present.revisionId, again: false, onForeignChange: 'fail',
  });
  const routing = routingOf(alias);
  return {
    kind: 'done', state: 'reverted', note: `${step.aliasName} is back at ${words}.`,
    pins: [{ kind: 'leftRouting', aliasName: step.aliasName, value: { routing }, mode: 'replace' }],
    ...(routing.additionalVersion === undefined && isPublished(routing.mainVersion) ? { served: [{ aliasName: step.aliasName, version: routing.mainVersion }] } : {}),
    report: { timeline: [{ at: context.now, routing, reason: `${step.aliasName} ${versionWords(version)} reverted` }], ...(step.first ? { routing: { now: routing } } : {}) },
  };
}
