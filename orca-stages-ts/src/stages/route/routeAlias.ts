import { present, say, StageError, type RouteInput } from 'stage-contract';
import type { Applied } from '../../model/applied';
import { routingOf, sameRouting } from '../../model/routing';
import type { ApplyContext } from '../../model/stageContext';
import {
  isForeignChange,
  isReversal,
  leftDescription,
  lookAgain,
  servedRecord,
  settleMove,
} from '../shared/aliasLedger';
import { acceptedBy, accepting } from './accepted';
import { replacedBy } from './descriptionChange';
import { movedReport } from './movedReport';
import type { RouteFacts, RouteStep } from './steps';

type Step = Extract<RouteStep, { kind: 'route' }>;

/** Moves the alias's traffic, and waits until AWS has finished. Throws StageError foreignChange. */
export async function routeAlias(
  step: Step,
  input: RouteInput,
  context: ApplyContext<RouteFacts>,
): Promise<Applied<RouteFacts>> {
  const { aliasName } = input;
  // The first move sets it. If somebody changes it during a hold, it stays.
  const description = context.facts.described === true ? undefined : input.aliasDescription;
  const { expected, wanted } = step;
  const revisionId = revisionOf(step, context, description);
  const accepted = acceptedBy(step, context.facts);
  const move = await settleMove(context.lambda, {
    target: context.operation.target,
    aliasName,
    expected,
    wanted,
    again: context.again,
    ...present({ revisionId, description, accepted, replaces: replacedBy(step.undo) }),
  }).catch((error: unknown) => {
    if (input.onForeignChange !== 'proceed' || !isForeignChange(error)) throw error;
    return error;
  });
  if (move instanceof StageError) return acceptFound(step, input, context, isReversal(move));
  if (move.kind === 'moving') return lookAgain(context, move.progress);
  const { aliasArn, revisionId: left } = move.alias;
  const isKept = description !== undefined && move.alias.description !== description;
  const warnings = isKept ? [say('descriptionOfOtherKept', { alias: aliasName })] : [];
  const how = !move.changed ? 'found' : expected === null ? 'created' : 'moved';
  const why = move.changed ? say('routedBy', { stageName: context.operation.stageName }) : say('found', {});
  const record = await servedRecord(aliasName, wanted, { how, facts: step.seen ?? [] }, context.pins);
  return {
    kind: 'done',
    state: move.changed ? 'done' : 'same',
    note: say('aliasRouted', { alias: aliasName, routing: wanted }),
    facts: {
      left: wanted,
      aliasArn,
      revisionId: left,
      changed: move.changed,
      created: how === 'created',
      wanted,
      ...(description === undefined ? {} : { described: true }),
    },
    ...record,
    pins: [...record.pins, ...(description === undefined || isKept ? [] : [leftDescription(aliasName, description)])],
    report: {
      ...movedReport({ routing: wanted, now: context.now, why, aliasArn, deployed: step.deployed }),
      ...(warnings.length === 0 ? {} : { warnings }),
    },
  };
}

/**
 * The stage may proceed over someone else's change. That is written down before anything is changed, so that a failure
 * goes back to it, and the warning is not lost, even if the process dies or AWS takes its time.
 */
async function acceptFound(
  { expected, wanted, undo }: Step,
  { aliasName }: RouteInput,
  { lambda, operation }: ApplyContext<RouteFacts>,
  mayBeReversed: boolean,
): Promise<Applied<RouteFacts>> {
  const alias = await lambda.getAlias(operation.target.functionName, aliasName);
  const found = alias === undefined ? null : routingOf(alias);
  const isReversed = mayBeReversed && found !== null && sameRouting(found, expected);
  if ((sameRouting(found, expected) && !isReversed) || sameRouting(found, wanted))
    return { kind: 'wait', afterMs: 0, progress: say('moveAliasTo', { alias: aliasName, routing: wanted }) };
  const said = isReversed
    ? say('proceededOverReversal', { alias: aliasName, found })
    : say('proceededOverChange', { alias: aliasName, expected, found });
  return { kind: 'wait', afterMs: 0, progress: said, ...accepting(undo, { expected, found }, said) };
}

/**
 * Between two weights, the revision comes from the previous move or look, which saves a read. If it is stale, the alias
 * is read and compared. A look at the routing says nothing about the description: a move that sets one reads it.
 */
function revisionOf(
  { revisionId, expected }: Step,
  { facts }: ApplyContext<RouteFacts>,
  description: string | undefined,
): string | undefined {
  if (revisionId !== undefined) return revisionId;
  const isKnown = description === undefined && expected !== null && sameRouting(facts.left ?? null, expected);
  return isKnown ? facts.revisionId : undefined;
}
