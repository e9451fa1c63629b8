import { ERROR_CODES } from '../errorCodes';
import { SAYING_WORDS } from '../messages/say';
import { API_VOICE } from '../messages/voice';
import type { Outcome } from '../outcome/outcome';
import type { Told } from '../outcome/told';

/** A text of an outcome, with the code next to it. */
interface Text {
  place: string;
  words: string | undefined;
  told: Told | null | undefined;
}

/** The words of a code of the catalogue, made again from the values; undefined if the code is unknown. */
function wordsOfTold({ code, values }: Told): string | undefined {
  const words: unknown = new Map<string, unknown>(Object.entries(SAYING_WORDS)).get(code);
  return typeof words === 'function' ? String(words(values, API_VOICE)) : undefined;
}

/** The places of an outcome whose text has no code, or differs from what the catalogue makes of its code and values. */
export const untoldTexts = (outcome: Outcome): string[] =>
  textsOf(outcome)
    .filter(({ words }) => words !== undefined && words !== '')
    .filter(({ words, told }) => told === undefined || told === null || !isSaidBy(words ?? '', told))
    .map(({ place, words, told }) => `${place}: ${JSON.stringify(words)} (${told?.code ?? 'no code'})`);

/** Texts that are too long for an outcome are truncated. */
const isSaidBy = (words: string, told: Told): boolean =>
  words === wordsOfTold(told) || (words.endsWith('…') && wordsOfTold(told)?.startsWith(words.slice(0, 50)) === true);

function textsOf(outcome: Outcome): Text[] {
  const { progress, progressTold, revertTimer, warningsTold } = outcome;
  return [
    { place: 'progress', words: progress, told: progressTold },
    { place: 'revertTimer.note', words: revertTimer?.note, told: revertTimer?.noteTold },
    ...outcome.steps.flatMap(({ id, sentence, told, note, noteTold }) => [
      { place: `steps ${id}`, words: sentence, told },
      { place: `note of ${id}`, words: note, told: noteTold },
    ]),
    ...outcome.timeline.map(({ at, reason, told }) => ({ place: `timeline ${at}`, words: reason, told })),
    ...outcome.warnings.map((words, index) => ({ place: `warning ${index}`, words, told: warningsTold?.[index] })),
    ...(outcome.deletions ?? []).map(({ version, reason, told }) => ({
      place: `deletion of ${version}`,
      words: reason,
      told,
    })),
    ...(outcome.aliases ?? []).map(({ alias, note, noteTold }) => ({
      place: `alias ${alias}`,
      words: note,
      told: noteTold,
    })),
    ...(outcome.evidence ?? []).map(({ at, measured, told }) => ({ place: `evidence ${at}`, words: measured, told })),
    ...failureTexts(outcome.failure),
  ];
}

function failureTexts(failure: Outcome['failure']): Text[] {
  if (failure === undefined) return [];
  const { code, what, told, next, nextTold } = failure;
  const usual = new Map(Object.entries(ERROR_CODES)).get(code)?.next(API_VOICE);
  return [
    { place: 'failure', words: what, told },
    ...(next === usual ? [] : [{ place: 'what to do next', words: next, told: nextTold }]),
  ];
}
