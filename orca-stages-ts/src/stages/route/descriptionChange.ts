import type { RouteInput } from 'stage-contract';
import type { PinWrite } from '../../model/pins';
import { firstDescription, intendedDescription } from '../shared/aliasLedger';
import type { RouteObserved } from './observe';
import type { Undo } from './steps';

type Observed = Pick<RouteObserved, 'alias' | 'described'>;

/** The descriptions that a step of the stage may replace: what it found, and what it has set itself. */
export const replacedBy = ({ description }: Undo): string[] | undefined =>
  description === undefined ? undefined : [description.before, ...description.own];

/** The description that the stage has found; an alias that does not exist has none. */
const foundIn = ({ alias }: Observed): string => alias?.description ?? '';

/** What an earlier stage or attempt of this execution has set, or was about to set, if the alias still has it. */
function ownIn(observed: Observed): string[] {
  const { alias, described } = observed;
  if (alias === undefined || described === undefined) return [];
  const own = [described.left, ...(described.intended === undefined ? [] : [described.intended])];
  return own.includes(alias.description) ? own : [];
}

/**
 * What a revert does about the description, and what the stage may replace. If an earlier stage of this execution has
 * changed it, and nobody else since, it goes back to what the execution found first. Pure.
 */
export function descriptionChange({ aliasDescription }: RouteInput, observed: Observed): Undo['description'] {
  const found = ownIn(observed);
  const before = found.length > 0 && observed.described !== undefined ? observed.described.first : foundIn(observed);
  const own = [...found, aliasDescription].filter((text): text is string => text !== undefined && text !== before);
  // A stage that finds what it wants changes nothing, and must not replace what somebody sets meanwhile.
  return aliasDescription === undefined && own.length === 0 ? undefined : { before, own: [...new Set(own)] };
}

/** The pin of what a revert goes back to, unless an earlier stage has left it. Pure. */
export const descriptionPins = (
  { aliasName }: Pick<RouteInput, 'aliasName'>,
  observed: Observed,
  { description }: Pick<Undo, 'description'>,
): PinWrite[] =>
  description === undefined || ownIn(observed).length > 0 ? [] : [firstDescription(aliasName, description.before)];

/** The pin of what the step that sets the description is about to set. Pure. */
export const describes = ({ aliasName, aliasDescription }: RouteInput, observed: Observed): PinWrite[] =>
  aliasDescription === undefined || aliasDescription === foundIn(observed)
    ? []
    : [intendedDescription(aliasName, foundIn(observed), aliasDescription)];
