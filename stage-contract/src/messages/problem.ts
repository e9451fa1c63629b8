import type { Catalogue, ValuesIn } from './catalogue';
import { clipped, clippedValue } from './clipped';
import { ADMISSION_PROBLEMS } from './problems/admissionProblems';
import { CALL_PROBLEMS } from './problems/callProblems';
import { DEPLOYMENT_PROBLEMS } from './problems/deploymentProblems';
import { PIPELINE_PROBLEMS } from './problems/pipelineProblems';
import { ROUTE_PROBLEMS } from './problems/routeProblems';
import { VALUE_PROBLEMS } from './problems/valueProblems';
import { API_VOICE, type Voice } from './voice';

const PROBLEMS = {
  ...VALUE_PROBLEMS,
  ...DEPLOYMENT_PROBLEMS,
  ...ROUTE_PROBLEMS,
  ...CALL_PROBLEMS,
  ...ADMISSION_PROBLEMS,
  ...PIPELINE_PROBLEMS,
} satisfies Catalogue;

/** The codes of problems that only a pipeline shows: no 400 response contains them. */
export const PIPELINE_PROBLEM_CODES: ReadonlySet<string> = new Set(Object.keys(PIPELINE_PROBLEMS));

/**
 * Every kind of problem with a stage's input. Forms, the sidecar and other programs decide by it, never by the words.
 */
export type ProblemCode = keyof typeof PROBLEMS;

/** The typed values of each code. */
export type ProblemValues = { [C in ProblemCode]: ValuesIn<typeof PROBLEMS, C> };

/** The words of each code: a phrase about the field, without the field's name and without a period. */
export const PROBLEM_WORDS: {
  readonly [C in ProblemCode]: (values: ProblemValues[C], voice: Voice, field: string) => string;
} = PROBLEMS;

/** A problem of one code. `message` has the words in the API's voice; forms make their own from code and values. */
export interface ProblemOf<C extends ProblemCode> {
  /** Path of the field, such as `steps.1.weightPercent`. */
  field: string;
  code: C;
  values: ProblemValues[C];
  message: string;
}

/** One thing that is wrong with a stage's input, identified by `code`. */
export type Problem = { [C in ProblemCode]: ProblemOf<C> }[ProblemCode];

/** What is wrong with the problem's field, in one voice. */
export const problemWords = <C extends ProblemCode>(problem: ProblemOf<C>, voice: Voice): string =>
  PROBLEM_WORDS[problem.code](problem.values, voice, problem.field);

/** Makes a problem. Its message is in the API's voice, or in a variant of it that has hints. */
export function problem<C extends ProblemCode>(
  field: string,
  code: C,
  values: ProblemValues[C],
  voice: Voice = API_VOICE,
): ProblemOf<C> {
  const [place, told] = [clipped(field), clippedValue(values) as ProblemValues[C]];
  return { field: place, code, values: told, message: PROBLEM_WORDS[code](told, voice, place) };
}

/** Several problems as one sentence for people, in the API's voice. */
export const problemsSentence = (problems: readonly Pick<Problem, 'field' | 'message'>[]): string =>
  asSentence(problems.map(({ field, message }) => `${field} ${message}`));

/** Several problems as one sentence, in one voice. */
export const voicedProblems = (problems: readonly Problem[], voice: Voice): string =>
  asSentence(problems.map((problem) => `${voice.field(problem.field)} ${problemWords(problem, voice)}`));

const asSentence = (phrases: readonly string[]): string =>
  `${phrases.map((phrase) => phrase.trim().replace(/\.$/, '')).join('; ')}.`.replace(/\?\.$/, '?');
