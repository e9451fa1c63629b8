import { entryOf, listOf, textOf } from '../../values/readValue';

/** What a form offers of one Spinnaker account. */
export interface AccountFacts {
  name: string;
  regions: string[];
}

/** Accounts as Deck's service gives them, in either of the forms that Gate has for regions. */
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

/** Regions to offer: those of the account, or of all accounts while it is none that we know. */
export function regionSuggestions(accounts: readonly AccountFacts[], account: unknown): string[] {
  const chosen = accounts.find(({ name }) => name === textOf(account));
  return [...new Set((chosen === undefined ? accounts : [chosen]).flatMap(({ regions }) => regions))];
}
