import fc from 'fast-check';
import { compareVersions, newestBelow, newestFirst, servedVersion } from './versionOrder';

describe('order of versions', () => {
  it('is that of the numbers', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 10n ** 18n }), (a, b) => {
      const order = Math.sign(compareVersions(String(a), String(b)));

      expect(order).toBe(a < b ? -1 : a > b ? 1 : 0);
    }));
  });

  it('leaves the unpublished head out', () => {
    const versions = newestFirst(['$LATEST', '9', '10']);

    expect(versions).toEqual(['10', '9']);
  });

  it.each([['10', '9'], ['9', '2'], ['2', null], ['$LATEST', '10']])('finds below %s the version %s', (version, expected) => {
    const below = newestBelow(['2', '9', '10'], version);

    expect(below).toBe(expected);
  });
});

describe('the version that an alias serves', () => {
  it.each([[49, '1'], [50, '1'], [51, '2'], [0, '1']])('with %d %% on the additional one is %s', (additionalWeightPercent, expected) => {
    const served = servedVersion({ mainVersion: '1', additionalVersion: '2', additionalWeightPercent });

    expect(served).toBe(expected);
  });
});
