import { problem, type Problem } from './messages/problem';

/** How many problems, and how many warnings, a response names. It gives the number of the others. */
export const MOST_TOLD = 20;

/** The first problems, and the number of the others, including `untold` ones that were only counted. */
export function firstProblems(problems: readonly Problem[], untold = 0): Problem[] {
  const count = Math.max(0, problems.length - MOST_TOLD) + untold;
  const told = problems.slice(0, MOST_TOLD);
  return count === 0 ? told : [...told, problem('', 'moreProblems', { count })];
}
