import type { SayingCode } from './say';

/** Codes that said the same as another one, which has taken their place with the same values: what is stored may have them. */
const RETIRED_CODES: ReadonlyMap<string, SayingCode> = new Map([
  ['noFunction', 'functionMissing'],
  ['noVersionOf', 'versionMissing'],
  ['noAliasOf', 'aliasMissing'],
]);

/** The code that says today what a code said. */
export const presentCode = (code: string): string => RETIRED_CODES.get(code) ?? code;
