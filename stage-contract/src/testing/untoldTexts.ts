import { ERROR_CODES } from '../errorCodes';
import { sayingWords } from '../messages/valuesFit';
import { API_VOICE } from '../messages/voice';
import type { Outcome } from '../outcome/outcome';
import type { Told } from '../outcome/told';
import type { Worded } from '../messages/worded';

/** A text of an outcome, with the code next to it. */
interface Text {
  place: string;
  words: string | undefined;
  told: Told | null | undefined;
}

/** The words of a code of the catalogue, made again from the values; undefined if these are not its values. */
const wordsOfTold = (told: Told): string | undefined => sayingWords(told, API_VOICE);

/** The places of an outcome whose text has no code, or differs from what the catalogue makes of its code and values. */
export const untoldTexts = (outcome: Outcome): string[] =>
  textsOf(outcome)
    .flatMap((text) => [text, ...textsWithin(text.told?.values, text.place)])
    .filter(({ words }) => words !== undefined && words !== '')
    .filter(({ words, told }) => told === undefined || told === null || !isSaidBy(words ?? '', told))
    .map(({ place, words, told }) => `${place}: ${JSON.stringify(words)} (${told?.code ?? 'no code'})`);

/** The texts inside a saying that are sayings themselves. */
function textsWithin(value: unknown, place: string): Text[] {
  if (typeof value !== 'object' || value === null) return [];
  const parts = Object.values(value).flatMap((part) => textsWithin(part, place));
  const { words, code, values = {} } = value as Partial<Worded>;
  if (typeof words !== 'string') return parts;
  const told = code === undefined ? undefined : { code, values: { ...values } };
  return [{ place: `within ${place}`, words, told }, ...parts];
}

/** What is too long for an outcome is cut. */
const isSaidBy = (words: string, told: Told): boolean =>
  words === wordsOfTold(told) || (words.endsWith('…') && wordsOfTold(told)?.startsWith(words.slice(0, 50)) === true);

function textsOf(outcome: Outcome): Text[] {
  const { progress, progressTold, revertTimer, watching, warningsTold } = outcome;
  return [
    { place: 'progress', words: progress, told: progressTold },
    { place: 'watching.note', words: watching?.note, told: watching?.noteTold },
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
    ...(outcome.invocations ?? []).flatMap(({ index, assertions }) =>
      assertions.flatMap(({ condition, expected, expectedTold, got, gotTold }) => [
        { place: `expected ${condition} of call ${index}`, words: expected, told: expectedTold },
        { place: `got ${condition} of call ${index}`, words: got, told: gotTold },
      ]),
    ),
    ...(outcome.actions ?? []).map(({ verb, reason, told }) => ({ place: `action ${verb}`, words: reason, told })),
    { place: 'held', words: outcome.held?.reason, told: outcome.held?.told },
    ...failureTexts(outcome.failure),
  ];
}

function failureTexts(failure: Outcome['failure']): Text[] {
  if (failure === undefined) return [];
  const { code, what, told, restored, restoredTold, next, nextTold } = failure;
  const usual = new Map(Object.entries(ERROR_CODES)).get(code)?.next(API_VOICE);
  return [
    { place: 'failure', words: what, told },
    { place: 'restored', words: restored, told: restoredTold },
    ...(next === usual ? [] : [{ place: 'what to do next', words: next, told: nextTold }]),
  ];
}
