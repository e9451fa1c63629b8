import { accountFactsOf, regionSuggestions } from './accountFacts';

describe('accounts', () => {
  it('are read in either format of regions, and from anything else as none', () => {
    expect(accountFactsOf([{ name: 'a', regions: [{ name: 'r1' }, 'r2', null] }, { name: 'b' }, null, {}])).toEqual([
      { name: 'a', regions: ['r1', 'r2'] },
      { name: 'b', regions: [] },
    ]);
    expect(accountFactsOf({ error: 'x' })).toEqual([]);
  });

  it('offer their own regions, or all regions while the account is unknown', () => {
    const accounts = [
      { name: 'a', regions: ['r1'] },
      { name: 'b', regions: ['r1', 'r2'] },
    ];

    expect([regionSuggestions(accounts, 'a'), regionSuggestions(accounts, '${x}')]).toEqual([['r1'], ['r1', 'r2']]);
  });
});
