import { present, type Saying, StageError, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import { isStale } from '../../../model/awsStageError';
import type { LambdaPort } from '../../../model/lambdaPort';
import { routingOf, sameRouting } from '../../../model/routing';
import type { Target } from '../../../model/target';
import { foreignChange, reversedChange } from './foreignChange';

/** A change of an alias's routing, guarded by what was found before. */
export interface AliasMove {
  target: Target;
  aliasName: string;
  /** What the alias is expected to route now; null: it does not exist. */
  expected: Routing | null;
  wanted: Routing;
  /**
   * Revision that `expected` was read with: saves reading it again. An attempt that follows one without a response can tell by
   * it whether anybody has written the alias since, even if it routes as expected.
   */
  revisionId?: string;
  description?: string;
  /** The descriptions that it may replace; any other was set by someone else meanwhile, and stays. Absent: all. */
  replaces?: readonly string[];
  /** An earlier attempt may have acted. */
  again: boolean;
  /** Someone else's change that may be overwritten, because the stage has accepted it; null: they have deleted the alias. */
  accepted?: Routing | null;
  /** What to do about someone else's change, for stages that have no option to proceed. */
  foreignNext?: Saying;
}

/** What a move has come to. */
export interface MoveResult {
  alias: AliasFacts;
  changed: boolean;
}

/**
 * Moves an alias by compare-and-set: creates it if it does not exist, changes nothing if it already routes as wanted,
 * and never overwrites someone else's change that was not accepted. Throws StageError foreignChange showing both
 * routings.
 */
export async function moveAlias(lambda: LambdaPort, move: AliasMove): Promise<MoveResult> {
  if (move.again || (move.expected !== null && move.revisionId === undefined)) return moveFromNow(lambda, move);
  try {
    return {
      alias: await writeAlias(lambda, move, move.expected === null ? undefined : move.revisionId),
      changed: true,
    };
  } catch (error) {
    if (!lostTheRace(error)) throw error;
    return moveFromNow(lambda, move);
  }
}

/**
 * Reads the alias, decides, and writes with the revision just read. If it loses the race a second time, the engine
 * retries.
 */
async function moveFromNow(lambda: LambdaPort, move: AliasMove): Promise<MoveResult> {
  const existing = await lambda.getAlias(move.target.functionName, move.aliasName);
  const routing = existing === undefined ? null : routingOf(existing);
  const keeps = existing !== undefined && !mayDescribe(existing, move);
  const { description, ...undescribed } = move;
  if (existing !== undefined && sameRouting(routing, move.wanted)) {
    const isDescribed = keeps || description === undefined || existing.description === description;
    return { alias: isDescribed ? existing : await writeAlias(lambda, move, existing.revisionId), changed: move.again };
  }
  const isReversed = existing !== undefined && mayBeReversed(existing, move);
  const isAccepted = move.accepted !== undefined && sameRouting(routing, move.accepted);
  if (!isAccepted && (isReversed || !sameRouting(routing, move.expected))) throw refusalOf(move, routing, isReversed);
  return { alias: await writeAlias(lambda, keeps ? undescribed : move, existing?.revisionId), changed: true };
}

/**
 * Whether an alias that routes as before the move may have been moved and then sent back by someone else: an earlier attempt
 * has no response, and the revision is no longer the one that its call was sent with, so somebody has written since.
 */
const mayBeReversed = (alias: AliasFacts, { again, revisionId, expected }: AliasMove): boolean =>
  again && revisionId !== undefined && alias.revisionId !== revisionId && sameRouting(routingOf(alias), expected);

function refusalOf(
  { target, aliasName, expected, foreignNext: next }: AliasMove,
  found: Routing | null,
  isReversed: boolean,
): StageError {
  return found !== null && isReversed
    ? reversedChange(target, aliasName, found, present({ next }))
    : foreignChange(target, aliasName, expected, found, present({ next }));
}

/** Whether nobody else has described the alias since the stage looked at it. */
export const mayDescribe = (
  { description }: Pick<AliasFacts, 'description'>,
  { replaces, description: wanted }: Pick<AliasMove, 'replaces' | 'description'>,
): boolean => replaces === undefined || description === wanted || replaces.includes(description);

/**
 * Rewrites an alias without a change of its routing, so that it gets a new revision: AWS then rejects a move that was sent with the
 * old revision and is still in flight. If AWS permanently rejects this write, it rejects that move as well. False if
 * the alias has just got another revision, by that move or by someone else. Passes transient errors on.
 */
export async function outrunMove(
  lambda: LambdaPort,
  {
    routing,
    ...alias
  }: Pick<AliasMove, 'target' | 'aliasName' | 'description'> & {
    routing: Routing;
    revisionId: string;
  },
): Promise<boolean> {
  try {
    await writeAlias(lambda, { ...alias, wanted: routing }, alias.revisionId);
    return true;
  } catch (error) {
    if (isStale(error)) return false;
    if (!(error instanceof StageError) || error.retryable) throw error;
    return true;
  }
}

const lostTheRace = (error: unknown): boolean =>
  isStale(error) ||
  (error instanceof StageError &&
    error.code === 'awsConflict' &&
    error.details.awsCode === 'ResourceConflictException');

/** Writes an alias: creates it without a revision, otherwise changes it if it still has that one. */
export function writeAlias(
  lambda: LambdaPort,
  move: Pick<AliasMove, 'target' | 'aliasName' | 'wanted' | 'description'>,
  revisionId: string | undefined,
): Promise<AliasFacts> {
  const { mainVersion, additionalVersion, additionalWeightPercent } = move.wanted;
  const spec = {
    functionName: move.target.functionName,
    aliasName: move.aliasName,
    mainVersion,
    ...(additionalVersion === undefined
      ? {}
      : { additional: { version: additionalVersion, weightPercent: additionalWeightPercent ?? 0 } }),
    ...present({ description: move.description }),
  };
  return revisionId === undefined ? lambda.createAlias(spec) : lambda.updateAlias({ ...spec, revisionId });
}
