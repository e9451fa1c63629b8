import { formVoice, inSentence, placeWords, PROBLEM_WORDS, type ProblemReport, type StageType } from 'stage-contract';
import { wordsFrom } from '../text/voiced';

/** What is wrong with a field of the stage, named as in its form. */
export interface ProblemLine {
  place: string;
  words: string;
}

/**
 * A problem by its code and values; in the sidecar's own words if it has no code, or one that this page does not know.
 */
export function reportedProblem(type: StageType, { field, message, code, values = {} }: ProblemReport): ProblemLine {
  return {
    place: field === '' ? '' : placeWords(type, field),
    words: code === undefined ? message : wordsFrom(PROBLEM_WORDS, { code, values }, [formVoice(type), field], message),
  };
}

/** The same inside a sentence. */
export const problemText = (type: StageType, problem: ProblemReport): string => {
  const { place, words } = reportedProblem(type, problem);
  return `${inSentence(place)} ${words}`.trim();
};
