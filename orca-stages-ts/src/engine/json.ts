/** Reads a JSON column that this journal has written itself. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T;
/** Reads a JSON column that may be empty. */
export const fromJsonOrNothing = <T>(text: string | null): T | undefined =>
  text === null ? undefined : fromJson<T>(text);
