import { checkStage, problem, type Problem, type StageType } from 'stage-contract';
import { entryOf, isGiven, type Values } from '../values/readValue';

/** Field of the stage that a problem's path begins with. */
export const fieldOfProblem = (problem: Problem): string => problem.field.split('.')[0] ?? '';

/** What only the form finds wrong with a stage, beside what the contract says. */
export type OwnProblems = (values: Values) => readonly Problem[];

/** The contract's problems with a stage, and the form's own; a value that not even its check can read is a problem too, never an exception. */
export function problemsOf(type: StageType, values: Values, ownProblems?: OwnProblems): Problem[] {
  try {
    const problems = [...checkStage(type, values).problems, ...(ownProblems?.(values) ?? [])];
    // A value that is malformed is not missing as well, though the contract's rules see neither.
    return problems.filter(
      (one) =>
        one.code !== 'required' ||
        !problems.some((other) => other !== one && other.field === one.field && isGiven(entryOf(values, one.field))),
    );
  } catch (error) {
    return [problem('', 'cannotBeChecked', { reason: error instanceof Error ? error.message : String(error) })];
  }
}

/** Whether a problem only says that something is still missing: counted in the section's heading, red only after touch. */
export const isNeeded = (problem: Problem, values: Values): boolean =>
  problem.code === 'required' && !problem.field.includes('.') && !isGiven(entryOf(values, problem.field));
