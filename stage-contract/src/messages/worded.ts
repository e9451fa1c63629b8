/** Words, with their code and values if known: texts of an older release have none. Plain JSON. */
export interface Worded {
  readonly words: string;
  readonly code?: string;
  readonly values?: object;
}

export const wordsOf = ({ words }: Worded): string => words;

/** Several sentences as one text. */
export const inARow = (parts: readonly Worded[]): string => parts.map(wordsOf).join(' ');
