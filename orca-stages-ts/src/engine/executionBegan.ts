/** Crockford's alphabet; the place of a letter is its value. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** When an execution began (ms since 1970), as far as its id tells: Orca's are ULIDs, whose first ten letters are the time. Undefined for other ids. */
export function executionBegan(executionId: string): number | undefined {
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(executionId)) return undefined;
  return [...executionId.slice(0, 10)].reduce((time, letter) => time * 32 + LETTERS.indexOf(letter), 0);
}
