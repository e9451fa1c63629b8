import { queryFromWish, wishFromQuery } from './panelForm';

describe('the selection of the live traffic panel', () => {
  it("is the sample's alias by default", () => {
    expect(wishFromQuery('')).toEqual({
      functionName: 'checkout',
      aliasName: 'live',
      region: 'us-east-1',
      callsPerSecond: 10,
    });
  });

  it('is kept in the URL', () => {
    const wish = { functionName: 'orders-api', aliasName: 'canary', region: 'eu-west-1', callsPerSecond: 20 };

    expect(wishFromQuery(queryFromWish(wish))).toEqual(wish);
  });

  it.each(['0', '-3', '1000', 'many'])('falls back to the default rate for %p calls per second', (rate) => {
    expect(wishFromQuery(`?callsPerSecond=${rate}`).callsPerSecond).toBe(10);
  });
});
