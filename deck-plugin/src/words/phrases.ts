/** A label inside a sentence: "Function" becomes "function", "S3 bucket" and "X-Ray" stay. */
export const inSentence = (label: string): string =>
  /^.[a-z ]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

/** Words as a sentence of their own. */
export const asSentence = (words: string): string =>
  `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.?!]$/.test(words) ? '' : '.'}`;

/** "1 layer", "3 layers", from the plural that labels use. */
export function counted(count: number, plural: string): string {
  const word = inSentence(plural);
  return `${count} ${count === 1 ? word.replace(/(?:(?<=as)e)?s$/, '') : word}`;
}

/** "a", "a and b", "a, b and c". */
export function joined(parts: readonly string[], last = 'and'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts[parts.length - 1] ?? ''}`;
}

/** The sentences of a help text; a dot inside a name or number ends none. */
export const sentencesOf = (help: string | undefined): string[] =>
  (help ?? '').split(/(?<=[.:])\s+(?=[A-Z0-9])/).filter((part) => part !== '');

/** The first sentence without its full stop, for the text beside a checkbox. */
export const firstSentence = (help: string | undefined): string => (sentencesOf(help)[0] ?? '').replace(/[.:]$/, '');

/** The sentence of a help text that speaks of one choice: the one that begins with its words. */
export const sentenceAbout = (help: string | undefined, words: string): string | undefined =>
  sentencesOf(help).find((sentence) => sentence.startsWith(`${words} `));
