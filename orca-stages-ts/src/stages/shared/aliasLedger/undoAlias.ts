import type { Routing } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { Applied } from '../../../model/applied';
import type { PinWrite } from '../../../model/pins';
import { routingOf, routingWords, sameRouting } from '../../../model/routing';
import type { UndoContext, UndoRecord } from '../../../model/undo';
import { awsIsSplitting, isForeignChange, moveAlias, outrunMove } from '../routing';
import { isPublished } from '../versions';
import { readAliasRecord, routingOfText } from './aliasRecord';

/** When an alias that is moving is looked at again. */
const LOOK_AGAIN_MS = 1_000;

/** What is going to be done with an alias, and the pin that says so before it is done. */
export function describeUndo(record: UndoRecord): { sentence: string; intends: PinWrite[] } {
  const { aliasName, before } = readAliasRecord(record);
  if (before.kind !== 'routing') return { sentence: `Leave ${aliasName} as it is`, intends: [] };
  return {
    sentence: `Bring ${aliasName} back to ${routingWords(before.routing)}`,
    intends: [{ kind: 'intendedRouting', aliasName, value: { routing: before.routing }, mode: 'replace' }],
  };
}

/**
 * Brings an alias back from its undo record alone: only from a routing that the operation itself has left, only by compare-and-set with
 * the revision that was just read, and until AWS shows it there. Anything else is somebody else's change, and stays.
 */
export async function undoAlias(record: UndoRecord, context: UndoContext): Promise<Applied<object>> {
  const { aliasName, before } = readAliasRecord(record);
  if (before.kind === 'kept') return skipped(`${aliasName} stays as it is, as the stage asks for.`);
  const alias = await context.lambda.getAlias(context.operation.target.functionName, aliasName);
  if (before.kind === 'absent')
    return skipped(
      alias === undefined
        ? `${aliasName} was not created.`
        : `${aliasName} was created by this execution and stays at ${routingWords(routingOf(alias))}; there is no earlier routing.`,
    );
  if (alias === undefined) return skipped(foreignWords(aliasName, null));
  return restore(aliasName, before.routing, alias, record, context);
}

const skipped = (note: string): Applied<object> => ({ kind: 'done', state: 'skipped', note });

const foreignWords = (aliasName: string, found: Routing | null): string =>
  `Somebody else changed ${aliasName}: found ${routingWords(found)}. Not touched.`;

async function restore(
  aliasName: string,
  before: Routing,
  alias: AliasFacts,
  record: UndoRecord,
  context: UndoContext,
): Promise<Applied<object>> {
  const { lambda, operation } = context,
    present = routingOf(alias),
    move = { target: operation.target, aliasName, revisionId: alias.revisionId };
  if (sameRouting(present, before)) {
    // A move that AWS has never answered may still come: with another revision it is refused.
    if (context.unanswered && !(await outrunMove(lambda, { ...move, routing: before }))) return lookAgain(aliasName);
    return context.again
      ? broughtBack(aliasName, before, alias.aliasArn, context)
      : { kind: 'done', state: 'same', note: `${aliasName} stays at ${routingWords(before)}.` };
  }
  const left = record.left.flatMap((text) => routingOfText(text) ?? []);
  const movedTo = left
    .filter((routing) => routing.additionalVersion === undefined)
    .map((routing) => routing.mainVersion);
  const isAwsAtWork = await awsIsSplitting(lambda, operation.target.functionName, alias, [
    ...movedTo,
    before.mainVersion,
  ]);
  if (isAwsAtWork && context.again && alias.mainVersion === before.mainVersion) return lookAgain(aliasName);
  if (!isAwsAtWork && !left.some((routing) => sameRouting(routing, present)))
    return skipped(foreignWords(aliasName, present));
  const moved = await moveAlias(lambda, {
    ...move,
    expected: present,
    wanted: before,
    again: false,
    onForeignChange: 'fail',
  }).catch((error: unknown) => {
    if (isForeignChange(error)) return undefined;
    throw error;
  });
  // Between the look and the call it has moved on, by AWS or by somebody else: the next look tells which.
  if (moved === undefined || !sameRouting(routingOf(moved.alias), before)) return lookAgain(aliasName);
  return broughtBack(aliasName, before, moved.alias.aliasArn, context);
}

const lookAgain = (aliasName: string): Applied<object> => ({
  kind: 'wait',
  afterMs: LOOK_AGAIN_MS,
  progress: `${aliasName} is moving; looking again before it is brought back.`,
});

const broughtBack = (aliasName: string, routing: Routing, aliasArn: string, { now }: UndoContext): Applied<object> => ({
  kind: 'done',
  state: 'reverted',
  note: `${aliasName} → ${routingWords(routing)}, as before this execution.`,
  pins: [{ kind: 'leftRouting', aliasName, value: { routing }, mode: 'replace' }],
  served:
    routing.additionalVersion === undefined && isPublished(routing.mainVersion)
      ? [{ aliasName, version: routing.mainVersion }]
      : [],
  report: {
    routing: { now: routing },
    timeline: [{ at: now, routing, reason: 'reverted' }],
    outputs: {
      routing,
      aliasArn,
      'deployment:majorVersionDeployed': routing.mainVersion,
      'deployment:minorVersionDeployed': routing.additionalVersion,
    },
  },
});
