import { present, routingSchema, say, StageError, type Routing, type Saying } from 'stage-contract';
import { z } from 'zod';
import type { PinReader, TimedRevert } from '../../../model/pins';
import { sameRouting } from '../../../model/routing';
import { targetWords, type Target } from '../../../model/target';
import { wasReverted } from './timedRevert';

/** What an execution knows about an alias, and what the alias serves now. */
interface AliasComparison {
  /** What the execution left there last, or found first; undefined: it has not touched the alias yet. */
  expected: Routing | null | undefined;
  /** What it was about to leave last. This is its own routing, although the response may never have been written. */
  intended?: Routing | null | undefined;
  timed: TimedRevert | undefined;
  found: Routing | null;
}

/** Who has changed an alias since this execution left it: nobody, a timer of the execution, or someone else. Pure. */
export function changedBy({
  expected,
  intended,
  timed,
  found,
}: AliasComparison):
  { who: 'nobody' } | { who: 'timer'; timed: TimedRevert } | { who: 'other'; expected: Routing | null } {
  if (expected === undefined || sameRouting(expected, found)) return { who: 'nobody' };
  if (intended !== undefined && sameRouting(intended, found)) return { who: 'nobody' };
  return wasReverted(timed, found) ? { who: 'timer', timed } : { who: 'other', expected };
}

/**
 * Someone else has moved the alias: shows both routings; nothing was touched. `next` is for stages that have no option
 * to proceed.
 */
export function foreignChange(
  target: Target,
  aliasName: string,
  expected: Routing | null,
  found: Routing | null,
  { by, next }: { by?: { executionId: string; at: string }; next?: Saying } = {},
): StageError {
  return new StageError({
    code: 'foreignChange',
    where: targetWords(target, aliasName),
    what: say('aliasChangedByOther', { alias: aliasName, expected, found, ...present({ by }) }),
    ...present({ next }),
  });
}

/**
 * Someone else has written the alias since this stage sent a move that has no response, and it routes as before: they may
 * have sent it back. Nothing was touched.
 */
export const reversedChange = (
  target: Target,
  aliasName: string,
  found: Routing,
  more: { next?: Saying } = {},
): StageError =>
  new StageError({
    code: 'foreignChange',
    where: targetWords(target, aliasName),
    what: say('aliasMoveMayBeReversed', { alias: aliasName, found }),
    ...more,
  });

/**
 * A foreign change with the execution that has made it, if it was one of this journal: that is not just somebody else.
 * Any other error stays as it is.
 */
export async function withAuthor(error: unknown, pins: PinReader): Promise<unknown> {
  if (!isForeignChange(error)) return error;
  const { what } = error.details;
  const change = what.code === 'aliasChangedByOther' ? changedAliasSchema.safeParse(what.values) : undefined;
  if (change?.success !== true || change.data.found === null) return error;
  const by = await pins.movedByOther(change.data.alias, change.data.found);
  if (by === undefined) return error;
  return new StageError({ ...error.details, what: say('aliasChangedByOther', { ...change.data, by }) });
}

const changedAliasSchema = z.object({
  alias: z.string(),
  expected: routingSchema.nullable(),
  found: routingSchema.nullable(),
});

/** Whether a stage has failed because of someone else's change. */
export const isForeignChange = (error: unknown): error is StageError =>
  error instanceof StageError && error.code === 'foreignChange';

/** Whether it is only known that somebody may have sent the alias back to where it was. */
export const isReversal = ({ details }: StageError): boolean => details.what.code === 'aliasMoveMayBeReversed';
