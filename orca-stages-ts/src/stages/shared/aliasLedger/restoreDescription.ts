import { say, StageError, type Saying } from 'stage-contract';
import { z } from 'zod';
import type { AliasFacts } from '../../../model/aliasFacts';
import type { LambdaPort } from '../../../model/lambdaPort';
import { routingOf } from '../../../model/routing';
import { targetWords, type Target } from '../../../model/target';
import { writeAlias } from './moveAlias';
import { awsIsMoving, concurrencyIsMoving } from './shifting';

/** A change of an alias's description, to be taken back. */
export const descriptionChangeSchema = z.object({
  before: z.string(),
  /** Descriptions that the execution has left or will leave; any other was set by someone else. */
  own: z.array(z.string()),
});
export type DescriptionChange = z.output<typeof descriptionChangeSchema>;

/** The description to send along with a move back; nothing if the alias has one that is not the execution's own. */
export const descriptionBack = (
  { description }: Pick<AliasFacts, 'description'>,
  change: DescriptionChange | undefined,
): { description?: string } => (change?.own.includes(description) === true ? { description: change.before } : {});

/**
 * Brings back the description of an alias, and leaves its routing, by compare-and-set. `there`: the alias has it already;
 * `gone`: there is no alias; `moving`: AWS shows weights of its own, which must not be written. Throws StageError foreignChange if someone else has set another one.
 */
export async function restoreDescription(
  lambda: LambdaPort,
  { target, aliasName, change }: { target: Target; aliasName: string; change: DescriptionChange },
): Promise<{ kind: 'restored' | 'there' | 'gone' } | { kind: 'moving'; progress: Saying }> {
  const alias = await lambda.getAlias(target.functionName, aliasName);
  if (alias === undefined) return { kind: 'gone' };
  if (alias.description === change.before) return { kind: 'there' };
  if (!change.own.includes(alias.description)) {
    throw new StageError({
      code: 'foreignChange',
      what: say('descriptionChangedByOther', { alias: aliasName }),
      where: targetWords(target, aliasName),
      next: say('restoreSettingByHand', {}),
    });
  }
  if (alias.additionalVersion !== undefined && (await concurrencyIsMoving(lambda, target.functionName, aliasName)))
    return { kind: 'moving', progress: awsIsMoving(alias) };
  const { before: description } = change;
  await writeAlias(lambda, { target, aliasName, description, wanted: routingOf(alias) }, alias.revisionId);
  return { kind: 'restored' };
}
