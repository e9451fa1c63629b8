import { say, type Saying, type Routing } from 'stage-contract';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { LambdaPort } from '../../../model/lambdaPort';
import { routingOf } from '../../../model/routing';
import type { ApplyContext } from '../../../model/stageContext';
import { pollDelayMs } from '../settle';

/**
 * Whether AWS is moving an alias's provisioned concurrency. Meanwhile, the alias shows AWS's own weights, which are not
 * a foreign change.
 */
export const concurrencyIsMoving = async (
  lambda: LambdaPort,
  functionName: string,
  aliasName: string,
): Promise<boolean> => (await lambda.getProvisionedConcurrency(functionName, aliasName))?.status === 'IN_PROGRESS';

/**
 * Whether AWS itself is splitting an alias's traffic: if the alias has provisioned concurrency, the share of the
 * version that it was moved to grows as its environments become ready. `leftAt` are routings that the alias was left
 * at. Only a move of all traffic shows such weights; weights beside another main version are someone else's.
 */
export async function awsIsSplitting(
  lambda: LambdaPort,
  functionName: string,
  alias: AliasFacts,
  leftAt: readonly Routing[],
): Promise<boolean> {
  return (
    alias.additionalVersion !== undefined &&
    leftAt.some(
      ({ mainVersion, additionalVersion }) => additionalVersion === undefined && mainVersion === alias.mainVersion,
    ) &&
    concurrencyIsMoving(lambda, functionName, alias.aliasName)
  );
}

/** What a stage says while AWS performs a move gradually. */
export const awsIsMoving = (alias: AliasFacts): Saying =>
  say('waitingUntilShifted', { alias: alias.aliasName, routing: routingOf(alias) });

/** Lets a step on an alias that is still moving look again, quickly at first. */
export const lookAgain = (
  context: Pick<ApplyContext<object>, 'tries' | 'nowMs' | 'firstBegunAtMs' | 'settlePollMs'>,
  progress: Saying,
): { kind: 'wait'; afterMs: number; progress: Saying } => ({
  kind: 'wait',
  afterMs: pollDelayMs(context.tries, context.nowMs - context.firstBegunAtMs, context.settlePollMs),
  progress,
});
