import {
  formVoice,
  inSentence,
  partLabels,
  placeWords,
  problemWords,
  type Problem,
  type StageType,
} from 'stage-contract';
import { fieldOfProblem } from './problemsOf';

const closed = (words: string): string => (/[.?]$/.test(words) ? words : `${words}.`);

/**
 * A problem as the line below its control: first the part of the value that it is about, then what is wrong with it.
 */
export function problemLine(
  type: StageType,
  problem: Problem,
  label: string,
  within = fieldOfProblem(problem),
): string {
  const parts = partLabels(type, problem.field, within.split('.').length);
  return closed(`${parts.length === 0 ? label : parts.join(', ')} ${problemWords(problem, formVoice(type))}`);
}

/** A problem as a complete sentence, for Deck's list of warnings. */
export function problemSentence(type: StageType, problem: Problem): string {
  const words = problemWords(problem, formVoice(type));
  return problem.field === '' ? closed(words) : closed(`${placeWords(type, problem.field)} ${words}`);
}

/** "4 values needed: account, region, function, alias"; undefined if nothing is missing. */
export function neededWords(labels: readonly string[]): string | undefined {
  if (labels.length === 0) return undefined;
  return `${labels.length} ${labels.length === 1 ? 'value' : 'values'} needed: ${labels.map(inSentence).join(', ')}`;
}
