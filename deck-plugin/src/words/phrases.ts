import { inSentence } from 'stage-contract';

/** Words as a complete sentence. */
export const asSentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}`;

/** "1 layer", "3 layers", from the plural that labels use. */
export function counted(count: number, plural: string): string {
  const word = inSentence(plural);
  return `${count} ${count === 1 ? word.replace(/(?:(?<=as)e)?s$/, '') : word}`;
}

/** The sentences of a help text; a dot inside a name or number does not end one. */
export const sentencesOf = (help: string | undefined): string[] =>
  (help ?? '').split(/(?<=[.:])\s+(?=[A-Z0-9])/).filter((part) => part !== '');

/** The first sentence without its period, for the text next to a checkbox. */
export const firstSentence = (help: string | undefined): string => (sentencesOf(help)[0] ?? '').replace(/[.:]$/, '');
