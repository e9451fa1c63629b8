import { problem, type Problem } from '../messages/problem';
import { stageTimeShortage, type TimeShortage } from '../stageDeadline';
import { gradualSteps, longestSecondsOf, type GradualFields, type GradualStep } from './gradualSteps';
import { healthCheckProblems, ownCheckProblems } from './healthCheck';

/** Rules for the steps of $GRADUAL in combination. */
export function gradualRules(
  fields: GradualFields,
  unread: ReadonlySet<string>,
  context: Readonly<Record<string, unknown>>,
): Problem[] {
  const problems = ownCheckProblems(fields, unread, false);
  if (fields.steps !== undefined && (fields.preset !== undefined || unread.has('preset')))
    problems.push(problem('steps', 'givenTogether', { others: ['preset'] }));
  if (unread.has('steps') || unread.has('preset')) return problems;
  if (fields.preset === undefined && (fields.steps ?? []).length === 0) {
    return [...problems, problem('steps', 'required', { because: 'steps' })];
  }
  const inSteps = stepProblems(fields.steps ?? []);
  return [...problems, ...inSteps, ...(inSteps.length > 0 ? [] : tooLong(fields, context))];
}

function stepProblems(steps: readonly GradualStep[]): Problem[] {
  let highest = 0;
  return steps.flatMap((step, index) => {
    const place = `steps.${index}`;
    if ((step.check === undefined) === (step.weightPercent === undefined))
      return [problem(place, 'eitherWeightOrCheck', {})];
    if (step.check !== undefined) {
      return [
        ...(step.holdSeconds === undefined ? [] : [problem(`${place}.holdSeconds`, 'holdOfCheck', {})]),
        ...(step.holdUntilContinued === true ? [problem(`${place}.holdUntilContinued`, 'holdOfCheck', {})] : []),
        ...unusedWait(step, place),
        ...healthCheckProblems(step.check, `${place}.check`),
      ];
    }
    const weight = step.weightPercent ?? 0;
    const before = highest;
    highest = Math.max(highest, weight);
    return [
      ...waitProblems(step, weight, place),
      ...unusedWait(step, place),
      ...weightProblems({
        weight,
        before,
        isLast: index === steps.length - 1,
        holds: (step.holdSeconds ?? 0) > 0,
        place,
      }),
    ];
  });
}

/** A hold ends after a time, or when a person says so. */
function waitProblems({ holdUntilContinued, holdSeconds = 0 }: GradualStep, weight: number, place: string): Problem[] {
  if (holdUntilContinued !== true) return [];
  if (weight >= 100) return [problem(`${place}.holdUntilContinued`, 'holdAtPromotion', {})];
  return holdSeconds > 0
    ? [problem(`${place}.holdUntilContinued`, 'givenTogether', { others: [`${place}.holdSeconds`] })]
    : [];
}

/** A limit for a person, in a step that waits for none. */
const unusedWait = ({ holdUntilContinued, continueWithinSeconds }: GradualStep, place: string): Problem[] =>
  continueWithinSeconds !== undefined && holdUntilContinued !== true
    ? [problem(`${place}.continueWithinSeconds`, 'waitsForNobody', {})]
    : [];

interface Weight {
  weight: number;
  before: number;
  isLast: boolean;
  holds: boolean;
  place: string;
}

function weightProblems({ weight, before, isLast, holds, place }: Weight): Problem[] {
  if (weight <= before) return [problem(`${place}.weightPercent`, 'weightNotHigher', { weight, before })];
  if (weight < 100) return [];
  if (!isLast) return [problem(`${place}.weightPercent`, 'promotionNotLast', {})];
  return holds ? [problem(`${place}.holdSeconds`, 'holdAtPromotion', {})] : [];
}

/** By how much a rollout exceeds its stage's time; undefined if it fits, or if the timeout is not known yet. */
export const gradualTimeShortage = (
  fields: GradualFields,
  context: Readonly<Record<string, unknown>>,
): TimeShortage | undefined => stageTimeShortage(longestSecondsOf(fields), context);

function tooLong(fields: GradualFields, context: Readonly<Record<string, unknown>>): Problem[] {
  const shortage = gradualSteps(fields).length === 0 ? undefined : gradualTimeShortage(fields, context);
  if (shortage === undefined) return [];
  return [problem(fields.preset === undefined ? 'steps' : 'preset', 'takesTooLong', shortage)];
}
