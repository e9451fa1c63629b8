import { say, type Difference, type RouteInput } from 'stage-contract';
import { differenceOf } from '../../model/difference';
import { sentenceOf } from '../../model/step';
import { describes } from './descriptionChange';
import type { RouteObserved } from './observe';
import type { MovePlan } from './rollout';
import type { RouteStep, Undo } from './steps';

/** The alias's new description if no move sets it: the alias already routes as wanted. Pure. */
export function planDescription(input: RouteInput, observed: RouteObserved, moves: MovePlan, undo: Undo): RouteStep[] {
  const { aliasName, aliasDescription } = input,
    { alias } = observed;
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
      intends: describes(input, observed),
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
