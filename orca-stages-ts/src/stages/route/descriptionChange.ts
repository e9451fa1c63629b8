import type { RouteInput } from 'stage-contract';
import type { RouteObserved } from './observe';
import type { Undo } from './steps';

/** The descriptions that a step of the stage may replace: what it found, and what it has set itself. */
export const replacedBy = ({ description }: Undo): string[] | undefined =>
  description === undefined ? undefined : [description.before, ...description.own];

/**
 * What a revert does about the description. If an earlier stage of this execution has changed it, and nobody else since,
 * it goes back to what the execution found first. Pure.
 */
export function descriptionChange(
  { aliasDescription }: RouteInput,
  { alias, described }: Pick<RouteObserved, 'alias' | 'described'>,
): Undo['description'] {
  if (alias === undefined) return undefined;
  const isOwn = described?.left === alias.description;
  const before = isOwn ? described.first : alias.description;
  const own = [...(isOwn ? [described.left] : []), aliasDescription].filter(
    (text): text is string => text !== undefined && text !== before,
  );
  return own.length === 0 ? undefined : { before, own: [...new Set(own)] };
}
