import { checkStage, problem, type Problem, type StageType } from 'stage-contract';
import { entryOf, isGiven, type Values } from '../values/readValue';

/** The stage's field that a problem's path starts with. */
export const fieldOfProblem = (problem: Problem): string => problem.field.split('.')[0] ?? '';

/** Problems that only the form finds, in addition to the contract's. */
export type OwnProblems = (values: Values) => readonly Problem[];

/**
 * The contract's problems with a stage, plus the form's own. If even checking a value fails, that is a problem too,
 * never an exception.
 */
export function problemsOf(type: StageType, values: Values, ownProblems?: OwnProblems): Problem[] {
  try {
    const problems = [...checkStage(type, values).problems, ...(ownProblems?.(values) ?? [])];
    // A malformed value is not missing as well, although the contract's rules can't see it.
    return problems.filter(
      (one) =>
        one.code !== 'required' ||
        !problems.some((other) => other !== one && other.field === one.field && isGiven(entryOf(values, one.field))),
    );
  } catch (error) {
    return [problem('', 'cannotBeChecked', { reason: error instanceof Error ? error.message : String(error) })];
  }
}

/**
 * Whether a problem only says that something is still missing: it is counted in the section's heading, and red only
 * after the field was touched.
 */
export const isNeeded = (problem: Problem, values: Values): boolean =>
  problem.code === 'required' && !problem.field.includes('.') && !isGiven(entryOf(values, problem.field));
