import { type Saying } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { LambdaPort } from '../../../model/lambdaPort';
import { routingOf, sameRouting } from '../../../model/routing';
import { isForeignChange } from './foreignChange';
import { moveAlias, type AliasMove, type MoveResult } from './moveAlias';
import { awsIsSplitting, awsIsMoving } from './shifting';

/** The result of a move; `moving`: AWS has not finished, look again. */
type Move = ({ kind: 'moved' } & MoveResult) | { kind: 'moving'; progress: Saying };

/**
 * Moves an alias, and tells whether AWS has finished. If the alias has provisioned concurrency, AWS itself splits the
 * traffic until the environments of the new version are ready. That is not a foreign change, even for an attempt that
 * does not know whether an earlier one has acted. Throws StageError foreignChange.
 */
export async function settleMove(lambda: LambdaPort, move: AliasMove): Promise<Move> {
  const shifting = move.again ? await shiftingByThisMove(lambda, move) : undefined;
  if (shifting !== undefined) return { kind: 'moving', progress: awsIsMoving(shifting) };
  const moved = await moveAlias(lambda, move).catch(async (error: unknown): Promise<MoveResult> => {
    if (!isForeignChange(error) || !move.again) throw error;
    // AWS may have started to split between the previous look and the one that found a foreign change.
    const present = await shiftingByThisMove(lambda, move);
    if (present === undefined) throw error;
    return { alias: present, changed: true };
  });
  return sameRouting(routingOf(moved.alias), move.wanted)
    ? { kind: 'moved', ...moved }
    : { kind: 'moving', progress: awsIsMoving(moved.alias) };
}

/** The alias while AWS is performing this move; undefined if it is not, or has not been told yet. */
async function shiftingByThisMove(
  lambda: LambdaPort,
  { target, aliasName, expected, wanted }: AliasMove,
): Promise<AliasFacts | undefined> {
  const present = await lambda.getAlias(target.functionName, aliasName);
  if (present === undefined || sameRouting(expected, routingOf(present))) return undefined;
  return (await awsIsSplitting(lambda, target.functionName, present, [wanted])) ? present : undefined;
}
