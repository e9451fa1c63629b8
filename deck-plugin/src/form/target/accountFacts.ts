import { entryOf, listOf, textOf } from '../../values/readValue';

/** What a form suggests for one Spinnaker account. */
export interface AccountFacts {
  name: string;
  regions: string[];
}

/** Accounts from Deck's service; Gate has two formats for their regions. */
export function accountFactsOf(answer: unknown): AccountFacts[] {
  if (!Array.isArray(answer)) return [];
  return answer.flatMap((account: unknown): AccountFacts[] => {
    const name = textOf(entryOf(account, 'name')) ?? '';
    const regions = (Array.isArray(entryOf(account, 'regions')) ? listOf(entryOf(account, 'regions')) : []) ?? [];
    const names = regions
      .map(({ value }) => textOf(entryOf(value, 'name') ?? value) ?? '')
      .filter((region) => region !== '');
    return name === '' ? [] : [{ name, regions: names }];
  });
}

/** Regions to suggest: those of the account, or those of all accounts while the account is unknown. */
export function regionSuggestions(accounts: readonly AccountFacts[], account: unknown): string[] {
  const chosen = accounts.find(({ name }) => name === textOf(account));
  return [...new Set((chosen === undefined ? accounts : [chosen]).flatMap(({ regions }) => regions))];
}
