import { reasonOf } from '../../../model/report';
import { say, type Saying, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { Applied } from '../../../model/applied';
import type { PinWrite } from '../../../model/pins';
import type { UndoContext, UndoRecord } from '../../../model/undo';
import { intendedRouting, moveRecord } from './aliasPins';
import { isForeignChange } from './foreignChange';
import { keepCreated } from './keepCreated';
import { restoreAlias } from './restoreAlias';
import { lookAgain } from './shifting';
import { readUndoRecord, routingOfText } from './undoRecord';

/** What will be done with an alias, and the pin that records it beforehand. Pure. */
export function describeUndo(record: UndoRecord): { doing: Saying; intends: PinWrite[] } {
  const { aliasName, before } = readUndoRecord(record);
  if (before.kind !== 'routing') return { doing: say('leaveAlias', { alias: aliasName }), intends: [] };
  return {
    doing: say('bringAliasBackTo', { alias: aliasName, routing: before.routing }),
    intends: intendedRouting(aliasName, before.routing),
  };
}

/**
 * Reverts an alias from its undo record only, as a failure policy does from a plan. Throws StageError foreignChange
 * if someone else has changed the alias meanwhile.
 */
export async function undoAlias(record: UndoRecord, context: UndoContext): Promise<Applied<object>> {
  const { aliasName, before } = readUndoRecord(record);
  if (before.kind === 'kept') return skipped(say('aliasStaysAsAsked', { alias: aliasName }));
  if (before.kind === 'absent') return keepCreated(aliasName, context);
  const own = record.left.flatMap((text) => routingOfText(text) ?? []);
  try {
    const restored = await restoreAlias(context.lambda, {
      target: context.operation.target,
      aliasName,
      to: before.routing,
      own,
      expected: own.at(-1) ?? before.routing,
      outruns: context.unanswered,
      again: context.again,
    });
    if (restored.kind === 'moving') return lookAgain(context, restored.progress);
    return restored.kind === 'restored'
      ? broughtBack(aliasName, before.routing, restored.alias, context)
      : { kind: 'done', state: 'same', note: say('aliasStays', { alias: aliasName, routing: before.routing }) };
  } catch (error) {
    // A timer only ever touches what its stage left. If that is gone, there is nothing to revert.
    if (!context.isFollowUp || !isForeignChange(error)) throw error;
    return skipped(error.details.what);
  }
}

const skipped = (note: Saying): Applied<object> => ({ kind: 'done', state: 'skipped', note });

const broughtBack = (
  aliasName: string,
  routing: Routing,
  { aliasArn }: AliasFacts,
  { now }: UndoContext,
): Applied<object> => ({
  kind: 'done',
  state: 'reverted',
  note: say('aliasAsBefore', { alias: aliasName, routing }),
  ...moveRecord(aliasName, routing),
  report: {
    routing: { now: routing },
    timeline: [{ at: now, routing, ...reasonOf(say('broughtBack', {})) }],
    outputs: {
      routing,
      aliasArn,
      'deployment:majorVersionDeployed': routing.mainVersion,
      'deployment:minorVersionDeployed': routing.additionalVersion,
    },
  },
});
