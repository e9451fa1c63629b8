import { JSONPath } from 'jsonpath-plus';
import { problem, type Expectation, type PathFault, type Problem } from 'stage-contract';

/**
 * What is wrong with an expectation's paths, before anything is called. `place` is the field that contains the
 * expectation.
 */
export function expectationProblems(expect: Expectation | undefined, place = 'expect'): Problem[] {
  return (expect?.jsonPath ?? []).flatMap((condition, index) => {
    const fault = pathFault(condition.path);
    return fault === undefined ? [] : [problem(`${place}.jsonPath.${index}.path`, 'invalidPath', { fault })];
  });
}

/** Filters and scripts would run code from a pipeline. */
function pathFault(path: string): PathFault | undefined {
  if (!path.startsWith('$')) return 'noDollar';
  if (count(path, '[') !== count(path, ']')) return 'openBracket';
  try {
    const parts: unknown[] = JSONPath.toPathArray(path);
    return parts.some((part) => /^[?(@]/.test(String(part))) ? 'script' : undefined;
  } catch {
    return 'syntax';
  }
}

const count = (text: string, character: string): number => text.split(character).length - 1;
