import { say, type Difference, type RouteInput } from 'stage-contract';
import { differenceOf } from '../../model/difference';
import { sentenceOf } from '../../model/step';
import type { RouteObserved } from './observe';
import type { MovePlan } from './rollout';
import type { RouteStep, Undo } from './steps';

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

/** The alias's new description if no move sets it: the alias already routes as wanted. Pure. */
export function planDescription(
  { aliasName, aliasDescription }: RouteInput,
  { alias }: RouteObserved,
  moves: MovePlan,
  undo: Undo,
): RouteStep[] {
  const isMoved = moves.steps.some(({ kind }) => kind === 'route');
  if (aliasDescription === undefined || alias === undefined || isMoved || alias.description === aliasDescription)
    return [];
  return [
    {
      id: 'describe',
      kind: 'describeAlias',
      ...sentenceOf(say('describeAlias', { alias: aliasName })),
      mutates: true,
      undo,
    },
  ];
}

/** That change, as the outcome lists it. */
export const descriptionDifferences = (
  { aliasName, aliasDescription }: RouteInput,
  { alias }: RouteObserved,
  steps: readonly RouteStep[],
): Difference[] =>
  steps.length === 0
    ? []
    : [
        differenceOf(
          { setting: `Description of ${aliasName}`, field: 'aliasDescription' },
          alias?.description || undefined,
          aliasDescription,
        ),
      ];
