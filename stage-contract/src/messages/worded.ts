/** Words, with their code and values if known: texts of an older release have none. Plain JSON. */
export interface Worded {
  readonly words: string;
  readonly code?: string;
  readonly values?: object;
}

/** Several sentences as one text. */
export const inARow = (parts: readonly Worded[]): string => parts.map(({ words }) => words).join(' ');
