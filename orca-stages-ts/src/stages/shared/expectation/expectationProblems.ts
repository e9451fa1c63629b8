import { JSONPath } from 'jsonpath-plus';
import type { Expectation, Problem } from 'stage-contract';

/** What is wrong with an expectation's paths, known before anything is called. `place` is the field that holds the expectation. */
export function expectationProblems(expect: Expectation | undefined, place = 'expect'): Problem[] {
  return (expect?.jsonPath ?? []).flatMap((condition, index) => {
    const problem = pathProblem(condition.path);
    return problem === undefined ? [] : [{ field: `${place}.jsonPath.${index}.path`, message: problem }];
  });
}

/** Filters and scripts would run code that a pipeline brings along. */
function pathProblem(path: string): string | undefined {
  if (!path.startsWith('$')) return 'must begin with $';
  if (count(path, '[') !== count(path, ']')) return 'has a bracket that is not closed';
  try {
    const parts: unknown[] = JSONPath.toPathArray(path);
    return parts.some((part) => /^[?(@]/.test(String(part)))
      ? 'holds a filter or script, which are not allowed; name the place'
      : undefined;
  } catch {
    return 'is not a valid JSONPath';
  }
}

const count = (text: string, character: string): number => text.split(character).length - 1;
