import { say, type Saying, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import { isStale } from '../../../model/awsStageError';
import type { LambdaPort } from '../../../model/lambdaPort';
import { routingOf, sameRouting } from '../../../model/routing';
import type { Target } from '../../../model/target';
import { foreignChange } from './foreignChange';
import { outrunMove, writeAlias } from './moveAlias';
import { descriptionBack, type DescriptionChange } from './restoreDescription';
import { awsIsSplitting, awsIsMoving } from './shifting';

/** An alias that should return to what it served before. */
export interface Restore {
  target: Target;
  aliasName: string;
  to: Routing;
  /** Routings that the execution has left or was about to leave; any other was set by someone else. */
  own: readonly Routing[];
  /** What the execution left there last, as far as it knows: shown if someone else has changed it. */
  expected: Routing;
  /** The execution has changed the description, too: it goes back in the same call, unless it is someone else's. */
  description?: DescriptionChange;
  /** A move without a response may still be in flight. */
  outruns: boolean;
  /** An earlier attempt may have acted. */
  again: boolean;
}

/**
 * The result of restoring; `unchanged`: nothing had been moved; `moving`: not finished yet, look again. `isDescribed`: the
 * description has gone back with it.
 */
export type Restored =
  { kind: 'restored' | 'unchanged'; alias: AliasFacts; isDescribed: boolean } | { kind: 'moving'; progress: Saying };

/**
 * Reverts an alias by compare-and-set, and tells whether AWS has finished. Never overwrites someone else's change:
 * throws StageError foreignChange with both routings instead, so that a failure policy says "Not restored" instead of
 * claiming a revert.
 */
export async function restoreAlias(lambda: LambdaPort, restore: Restore): Promise<Restored> {
  const { target, aliasName, to, expected, outruns, again } = restore;
  const found = await look(lambda, restore);
  switch (found.state) {
    case 'foreign':
      throw foreignChange(target, aliasName, expected, found.routing, { next: say('moveBackByHand', {}) });
    case 'movingBack':
      return { kind: 'moving', progress: awsIsMoving(found.alias) };
    case 'there': {
      const { revisionId } = found.alias;
      const back = outruns ? descriptionBack(found.alias, restore.description) : {};
      if (outruns && !(await outrunMove(lambda, { target, aliasName, routing: to, revisionId, ...back })))
        return overtaken(aliasName);
      // Nothing had been moved, unless an earlier attempt of this same step has already reverted it.
      return {
        kind: again ? 'restored' : 'unchanged',
        alias: found.alias,
        isDescribed: back.description !== undefined,
      };
    }
    case 'ours':
      return moveBack(lambda, restore, found.alias);
  }
}

async function moveBack(
  lambda: LambdaPort,
  { target, aliasName, to, description }: Restore,
  present: AliasFacts,
): Promise<Restored> {
  const back = descriptionBack(present, description);
  const isDescribed = back.description !== undefined;
  try {
    const alias = await writeAlias(lambda, { target, aliasName, wanted: to, ...back }, present.revisionId);
    return sameRouting(routingOf(alias), to)
      ? { kind: 'restored', alias, isDescribed }
      : { kind: 'moving', progress: awsIsMoving(alias) };
  } catch (error) {
    if (!isStale(error)) throw error;
    return overtaken(aliasName);
  }
}

/** Between the read and the write, AWS or someone else has changed the alias: the next look tells which. */
const overtaken = (aliasName: string): Restored => ({
  kind: 'moving',
  progress: say('aliasIsMoving', { alias: aliasName }),
});

/**
 * How the alias is found: where it should be, on its way there, as this execution left it, or as someone else left it.
 */
type Found =
  { state: 'there' | 'movingBack' | 'ours'; alias: AliasFacts } | { state: 'foreign'; routing: Routing | null };

/**
 * AWS may have finished its own split between reading the alias and reading its concurrency, so weights are read twice.
 */
async function look(lambda: LambdaPort, restore: Restore): Promise<Found> {
  const found = await lookOnce(lambda, restore);
  return found.state === 'foreign' && found.routing?.additionalVersion !== undefined
    ? lookOnce(lambda, restore)
    : found;
}

async function lookOnce(lambda: LambdaPort, restore: Restore): Promise<Found> {
  const { target, aliasName, to, own, again } = restore;
  const alias = await lambda.getAlias(target.functionName, aliasName);
  if (alias === undefined) return { state: 'foreign', routing: null };
  const routing = routingOf(alias);
  if (sameRouting(routing, to)) return { state: 'there', alias };
  if (own.some((left) => sameRouting(left, routing))) return { state: 'ours', alias };
  // Back at the main version, with AWS's own weights beside it, for the versions that this execution had moved it to.
  if (
    again &&
    isPartOf(own, alias.additionalVersion) &&
    (await awsIsSplitting(lambda, target.functionName, alias, [to]))
  )
    return { state: 'movingBack', alias };
  return (await awsIsSplitting(lambda, target.functionName, alias, own))
    ? { state: 'ours', alias }
    : { state: 'foreign', routing };
}

const isPartOf = (routings: readonly Routing[], version: string | undefined): boolean =>
  routings.some(({ mainVersion, additionalVersion }) => version === mainVersion || version === additionalVersion);
