import { StageError, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { Applied } from '../../model/applied';
import { routingOf, routingWords, sameRouting, versionWords } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { awsIsSplitting, foreignChange, isForeignChange, moveAlias, outrunMove } from '../shared/routing';
import { pollDelayMs } from '../shared/settle';
import { isPublished } from '../shared/versions';
import type { CreateAliasStep, DeploymentFacts, MoveAliasStep, RestoreAliasStep } from './steps';

type AliasContext = ApplyContext<DeploymentFacts>;

/** What the alias shall serve: the version that this stage published or reused, else the head. */
function wantedRouting(publishes: boolean, aliasName: string, context: AliasContext): Routing {
  if (!publishes) return { mainVersion: '$LATEST' };
  if (context.facts.version !== undefined) return { mainVersion: context.facts.version };
  throw new StageError({
    code: 'internal',
    what: 'No version was published before routing an alias to it.',
    where: targetWords(context.operation.target, aliasName),
  });
}

/** Makes an alias. One that somebody else has made meanwhile and routed elsewhere is a foreign change. */
export async function applyCreateAlias(
  step: CreateAliasStep,
  context: AliasContext,
): Promise<Applied<DeploymentFacts>> {
  const wanted = wantedRouting(step.atVersion, step.aliasName, context);
  const { alias } = await moveAlias(context.lambda, {
    target: context.operation.target,
    aliasName: step.aliasName,
    expected: null,
    wanted,
    again: context.again,
    onForeignChange: 'fail',
  });
  return routed(step, alias, true, context);
}

/**
 * Sends all of the alias's traffic to the version. Where the alias has provisioned concurrency AWS itself splits the traffic until the environments
 * of the new version are ready: that is no drift, and the step waits until it has ended.
 */
export async function applyMoveAlias(step: MoveAliasStep, context: AliasContext): Promise<Applied<DeploymentFacts>> {
  const wanted = wantedRouting(true, step.aliasName, context);
  const { target } = context.operation;
  if (!context.again && sameRouting(step.from, wanted)) return routed(step, step.from, false, context);
  if (context.again) {
    const present = await context.lambda.getAlias(target.functionName, step.aliasName);
    if (
      present !== undefined &&
      !sameRouting(step.from, routingOf(present)) &&
      (await awsIsSplitting(context.lambda, target.functionName, present, [wanted.mainVersion]))
    )
      return stillSplit(step, present, context);
  }
  const { alias, changed } = await moveAlias(context.lambda, {
    target,
    aliasName: step.aliasName,
    expected: step.from,
    wanted,
    revisionId: step.expectedRevisionId,
    again: context.again,
    onForeignChange: 'fail',
  });
  if (!sameRouting(routingOf(alias), wanted)) return stillSplit(step, alias, context);
  return routed(step, alias, changed, context);
}

const stillSplit = (
  step: MoveAliasStep | RestoreAliasStep,
  alias: AliasFacts,
  context: AliasContext,
): Applied<DeploymentFacts> => ({
  kind: 'wait',
  afterMs: pollDelayMs(context.tries, context.nowMs - context.firstBegunAtMs, context.settlePollMs),
  progress: `Waiting until AWS has moved ${step.aliasName} (${routingWords(routingOf(alias))} so far)`,
});

/** Facts, pins and report of an alias that now is where this stage wants it. */
function routed(
  step: CreateAliasStep | MoveAliasStep,
  found: AliasFacts | Routing,
  changed: boolean,
  context: AliasContext,
): Applied<DeploymentFacts> {
  const routing = 'aliasArn' in found ? routingOf(found) : found,
    { aliasName } = step;
  const note = step.kind === 'createAlias' ? 'created' : changed ? 'moved to the new version' : 'served it already';
  const routedAliases = [
    ...(context.facts.routedAliases ?? []).filter((other) => other.alias !== aliasName),
    { alias: aliasName, routing, note, changed },
  ];
  return {
    kind: 'done',
    state: changed ? 'done' : 'same',
    note: `${aliasName} serves ${routingWords(routing)}`,
    facts: { routedAliases, ...(step.first && 'aliasArn' in found ? { aliasArn: found.aliasArn } : {}) },
    pins: [{ kind: 'leftRouting', aliasName, value: { routing }, mode: 'replace' }],
    ...(isPublished(routing.mainVersion) ? { served: [{ aliasName, version: routing.mainVersion }] } : {}),
    report: {
      aliases: [...routedAliases.map(({ changed: _changed, ...report }) => report), ...step.others],
      ...(changed ? { timeline: [{ at: context.now, routing, reason: `${aliasName} ${note}` }] } : {}),
      ...(step.first
        ? { routing: { ...(step.kind === 'moveAlias' ? { before: step.from } : {}), now: routing, wanted: routing } }
        : {}),
    },
  };
}

/**
 * Brings an alias back to what it served before this stage, unless somebody else has changed it since; where AWS
 * moves it back bit by bit, the step waits until it has.
 */
export async function applyRestoreAlias(
  step: RestoreAliasStep,
  context: AliasContext,
): Promise<Applied<DeploymentFacts>> {
  const { target } = context.operation;
  const { version } = context.facts;
  const first = await context.lambda.getAlias(target.functionName, step.aliasName);
  const isAwsAtWork =
    first !== undefined && (await awsIsSplitting(context.lambda, target.functionName, first, [version]));
  // AWS may have ended its split between the two looks.
  const present =
    isAwsAtWork || first?.additionalVersion === undefined
      ? first
      : await context.lambda.getAlias(target.functionName, step.aliasName);
  const found = present === undefined ? null : routingOf(present);
  if (
    step.outruns &&
    present !== undefined &&
    sameRouting(found, step.to) &&
    !(await outrunMove(context.lambda, {
      target,
      aliasName: step.aliasName,
      routing: step.to,
      revisionId: present.revisionId,
    }))
  )
    return stillSplit(step, present, context);
  // Nothing had been moved, unless an earlier try of this very step has already brought it back.
  if (sameRouting(found, step.to))
    return context.again
      ? restored(step, context)
      : { kind: 'done', state: 'same', note: `${step.aliasName} serves ${routingWords(step.to)}.` };
  if (context.again && present !== undefined && (await isMovingBack(step, present, context)))
    return stillSplit(step, present, context);
  if (
    present === undefined ||
    version === undefined ||
    !(isAwsAtWork || sameRouting(found, { mainVersion: version }))
  ) {
    throw foreignChange(target, step.aliasName, version === undefined ? step.to : { mainVersion: version }, found);
  }
  const { alias } = await moveAlias(context.lambda, {
    target,
    aliasName: step.aliasName,
    expected: found,
    wanted: step.to,
    revisionId: present.revisionId,
    again: false,
    onForeignChange: 'fail',
  }).catch((error: unknown) => {
    if (isForeignChange(error)) return { alias: present };
    throw error;
  });
  // Not yet back: AWS moves it, or has moved it on between the look and the call; or somebody else has, which the next look tells.
  return sameRouting(routingOf(alias), step.to) ? restored(step, context) : stillSplit(step, alias, context);
}

/** The main version is back, and the weights beside it are AWS's own: those of this stage's version, while provisioned concurrency moves. */
const isMovingBack = async (
  { to }: RestoreAliasStep,
  present: AliasFacts,
  { facts, lambda, operation }: AliasContext,
): Promise<boolean> =>
  present.additionalVersion === facts.version &&
  awsIsSplitting(lambda, operation.target.functionName, present, [to.mainVersion]);

function restored({ aliasName, to, first }: RestoreAliasStep, { facts, now }: AliasContext): Applied<DeploymentFacts> {
  return {
    kind: 'done',
    state: 'reverted',
    note: `${aliasName} is back at ${routingWords(to)}.`,
    pins: [{ kind: 'leftRouting', aliasName, value: { routing: to }, mode: 'replace' }],
    ...(to.additionalVersion === undefined && isPublished(to.mainVersion)
      ? { served: [{ aliasName, version: to.mainVersion }] }
      : {}),
    report: {
      timeline: [
        {
          at: now,
          routing: to,
          reason: `${aliasName} ${facts.version === undefined ? '' : `${versionWords(facts.version)} `}reverted`,
        },
      ],
      ...(first ? { routing: { now: to } } : {}),
    },
  };
}
