import {
  formVoice,
  inSentence,
  placeWords,
  reportedProblemWords,
  type ProblemReport,
  type StageType,
} from 'stage-contract';

/** What is wrong with a field of the stage, named as in its form. */
export interface ProblemLine {
  place: string;
  words: string;
}

/**
 * A problem by its code and values; in the sidecar's own words if it has no code, or one that this page does not know.
 */
export const reportedProblem = (type: StageType, problem: ProblemReport): ProblemLine => ({
  place: problem.field === '' ? '' : placeWords(type, problem.field),
  words: reportedProblemWords(problem, formVoice(type)) ?? problem.message,
});

/** The same inside a sentence. */
export const problemText = (type: StageType, problem: ProblemReport): string => {
  const { place, words } = reportedProblem(type, problem);
  return `${inSentence(place)} ${words}`.trim();
};
