import { noteOf, reasonOf } from '../../model/report';
import { say, StageError, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../model/aliasFacts';
import type { SightingWay } from '../../model/aliasSighting';
import type { Applied } from '../../model/applied';
import { routingOf, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import { targetWords } from '../../model/target';
import { lookAgain, moveAlias, servedRecord, settleMove } from '../shared/aliasLedger';
import type { CreateAliasStep, DeploymentFacts, MoveAliasStep } from './steps';

type AliasContext = ApplyContext<DeploymentFacts>;

/** What the alias should serve: the version that this stage published or reused, otherwise the head. */
function wantedRouting(publishes: boolean, aliasName: string, context: AliasContext): Routing {
  if (!publishes) return { mainVersion: '$LATEST' };
  if (context.facts.version !== undefined) return { mainVersion: context.facts.version };
  throw new StageError({
    code: 'internal',
    what: say('notPublishedBeforeRouting', {}),
    where: targetWords(context.operation.target, aliasName),
  });
}

/** Creates an alias. If someone else has created it meanwhile with another routing, that is a foreign change. */
export async function applyCreateAlias(
  step: CreateAliasStep,
  context: AliasContext,
): Promise<Applied<DeploymentFacts>> {
  const wanted = wantedRouting(step.atVersion, step.aliasName, context);
  const { alias, changed } = await moveAlias(context.lambda, {
    target: context.operation.target,
    aliasName: step.aliasName,
    expected: null,
    wanted,
    again: context.again,
    foreignNext: say('runPipelineAgainAfterChange', {}),
  });
  return routed(step, alias, changed, context);
}

/**
 * Sends all of the alias's traffic to the version, and waits until AWS has finished. Throws StageError foreignChange.
 */
export async function applyMoveAlias(step: MoveAliasStep, context: AliasContext): Promise<Applied<DeploymentFacts>> {
  const wanted = wantedRouting(true, step.aliasName, context);
  if (!context.again && sameRouting(step.from, wanted)) return routed(step, step.from, false, context);
  const move = await settleMove(context.lambda, {
    target: context.operation.target,
    aliasName: step.aliasName,
    expected: step.from,
    wanted,
    revisionId: step.expectedRevisionId,
    again: context.again,
    foreignNext: say('runPipelineAgainAfterChange', {}),
  });
  return move.kind === 'moving' ? lookAgain(context, move.progress) : routed(step, move.alias, move.changed, context);
}

const NOTES = {
  created: 'aliasCreated',
  moved: 'aliasMovedToVersion',
  found: 'aliasServedAlready',
} as const satisfies Record<SightingWay, string>;

/** Facts, pins and report of an alias that is now where this stage wants it. */
async function routed(
  step: CreateAliasStep | MoveAliasStep,
  found: AliasFacts | Routing,
  changed: boolean,
  context: AliasContext,
): Promise<Applied<DeploymentFacts>> {
  const routing = 'aliasArn' in found ? routingOf(found) : found,
    { aliasName } = step;
  const how = !changed ? 'found' : step.kind === 'createAlias' ? 'created' : 'moved';
  const version = await context.pins.factsOf(routing.mainVersion);
  const routedAliases = [
    ...(context.facts.routedAliases ?? []).filter((other) => other.alias !== aliasName),
    { alias: aliasName, routing, ...noteOf(say(NOTES[how], {})), changed },
  ];
  const why = say(how === 'created' ? 'aliasWasCreated' : 'aliasWasMoved', { alias: aliasName });
  return {
    kind: 'done',
    state: changed ? 'done' : 'same',
    note: say('aliasServes', { alias: aliasName, routing }),
    facts: { routedAliases, ...(step.first && 'aliasArn' in found ? { aliasArn: found.aliasArn } : {}) },
    ...(await servedRecord(aliasName, routing, { how, facts: version === undefined ? [] : [version] }, context.pins)),
    report: {
      aliases: [...routedAliases.map(({ changed: _changed, ...report }) => report), ...step.others],
      ...(changed ? { timeline: [{ at: context.now, routing, ...reasonOf(why) }] } : {}),
      ...(step.first
        ? { routing: { ...(step.kind === 'moveAlias' ? { before: step.from } : {}), now: routing, wanted: routing } }
        : {}),
    },
  };
}
