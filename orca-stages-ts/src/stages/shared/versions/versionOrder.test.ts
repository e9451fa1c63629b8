import fc from 'fast-check';
import { compareVersions, newestBelow, newestFirst } from './versionOrder';

describe('order of versions', () => {
  it('is numeric', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), fc.bigInt({ min: 1n, max: 10n ** 18n }), (a, b) => {
        const order = Math.sign(compareVersions(String(a), String(b)));

        expect(order).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('leaves out the unpublished head', () => {
    const versions = newestFirst(['$LATEST', '9', '10']);

    expect(versions).toEqual(['10', '9']);
  });

  it.each([
    ['10', '9'],
    ['9', '2'],
    ['2', null],
    ['$LATEST', '10'],
  ])('finds below %s the version %s', (version, expected) => {
    const below = newestBelow(['2', '9', '10'], version);

    expect(below).toBe(expected);
  });
});
