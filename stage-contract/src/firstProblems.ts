import { problem, type Problem } from './messages/problem';

/** How many problems, and how many warnings, a response names. It gives the number of the others. */
export const MOST_TOLD = 20;
/**
 * How large the named problems may be as JSON, in bytes. A response repeats each of them five times, in lists and in
 * sentences, and must stay below 64 KB. Only names that an author has chosen come near this.
 */
const MOST_BYTES = 8_192;

/** The first problems, and the number of the others, including `untold` ones that were only counted. */
export function firstProblems(problems: readonly Problem[], untold = 0): Problem[] {
  let bytes = 0;
  const tooMany = problems
    .slice(0, MOST_TOLD)
    .findIndex((each, index) => (bytes += bytesOf(each)) > MOST_BYTES && index > 0);
  const told = problems.slice(0, tooMany === -1 ? MOST_TOLD : tooMany);
  const count = problems.length - told.length + untold;
  return count === 0 ? told : [...told, problem('', 'moreProblems', { count })];
}

/** An expression grows on its way out, because it is made inert. */
const bytesOf = (each: Problem): number =>
  new TextEncoder().encode(JSON.stringify(each).replaceAll('${', '$   {')).length;
