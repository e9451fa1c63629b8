/** Crockford's alphabet; the place of a letter is its value. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * When an execution began (ms since 1970), if its id tells: Orca's ids are ULIDs, whose first ten letters are the time. Undefined for other
 * ids. Not the `ulid` package: its decodeTime takes any 26 characters that begin like a ULID, and throws for the rest.
 */
export function executionBegan(executionId: string): number | undefined {
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(executionId)) return undefined;
  return [...executionId.slice(0, 10)].reduce((time, letter) => time * 32 + LETTERS.indexOf(letter), 0);
}
