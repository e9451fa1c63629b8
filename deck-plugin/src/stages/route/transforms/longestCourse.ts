import {
  evidencePolicySchema,
  expandGradual,
  extendSecondsOf,
  guardLimits,
  weightsOf,
  type GradualFields,
  type PlannedWeight,
} from 'stage-contract';
import { entriesOf } from '../../../form/entries/entriesOf';
import { entryOf, isExpression, isGiven, type Values } from '../../../values/readValue';
import { readGuards } from '../evidence/transforms/guardEntries';

/** The rollout if every hold lasts as long as its guards may make it. */
export interface LongestCourse {
  weights: PlannedWeight[];
  /** Seconds that the holds last longer in all. */
  addedSeconds: number;
  /** How many holds may last longer. */
  holds: number;
}

/** The longest course of a rollout; undefined if no guard that acts can make it longer, or if that is not known yet. */
export function longestCourse(fields: GradualFields, values: Values): LongestCourse | undefined {
  const guards = entryOf(values, 'guards');
  const given = entryOf(values, 'evidence');
  if (isExpression(guards) || isExpression(given)) return undefined;
  const acting = readGuards(entriesOf(guards)).filter((guard) => !guardLimits(guard).shadow);
  const policy = isGiven(given) ? evidencePolicySchema.safeParse(given) : undefined;
  if (acting.length === 0 || policy?.success === false) return undefined;
  let addedSeconds = 0,
    holds = 0;
  const weights = weightsOf(
    expandGradual(fields).map((move) => {
      if (move.kind !== 'weight' || move.holdSeconds === 0) return move;
      const added = extendSecondsOf(move.holdSeconds, policy?.data);
      addedSeconds += added;
      holds += 1;
      return { ...move, holdSeconds: move.holdSeconds + added };
    }),
  );
  return addedSeconds === 0 ? undefined : { weights, addedSeconds, holds };
}
