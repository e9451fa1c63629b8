import { queryFromWish, wishFromQuery } from './panelForm';

describe('what the live traffic panel is asked for', () => {
  it("is the sample's alias when the address says nothing", () => {
    expect(wishFromQuery('')).toEqual({
      functionName: 'checkout',
      aliasName: 'live',
      region: 'us-east-1',
      callsPerSecond: 5,
    });
  });

  it('survives the way through the address', () => {
    const wish = { functionName: 'orders-api', aliasName: 'canary', region: 'eu-west-1', callsPerSecond: 20 };

    expect(wishFromQuery(queryFromWish(wish))).toEqual(wish);
  });

  it.each(['0', '-3', '1000', 'many'])('falls back to the usual rate for %p calls per second', (rate) => {
    expect(wishFromQuery(`?callsPerSecond=${rate}`).callsPerSecond).toBe(5);
  });
});
