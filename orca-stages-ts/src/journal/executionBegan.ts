/** Crockford's alphabet; the position of a character is its value. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * When an execution started (ms since 1970), if its ID tells: Orca's IDs are ULIDs, whose first ten characters encode
 * the time. Undefined for other IDs. Not the `ulid` package: its decodeTime accepts any 26 characters that start like
 * a ULID, and throws for the rest.
 */
export function executionBegan(executionId: string): number | undefined {
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(executionId)) return undefined;
  return [...executionId.slice(0, 10)].reduce((time, letter) => time * 32 + LETTERS.indexOf(letter), 0);
}
