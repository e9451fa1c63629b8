import fc from 'fast-check';
import { percentWords } from 'stage-contract';
import { percentOf, trafficSplit } from './trafficSplit';

describe('the traffic split', () => {
  it.each([
    [10, 10],
    ['10', 10],
    [' 10 ', 10],
    [0, 0],
    [100, 100],
    [101, undefined],
    [-1, undefined],
    ['x', undefined],
    [[10], undefined],
    [undefined, undefined],
    [12.5, 12.5],
  ])('reads %j as %j percent', (value, percent) => {
    expect(percentOf(value)).toBe(percent);
  });

  it('adds up to 100 and names the parts by their macros', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), (share) => {
        const split = trafficSplit({ trafficPercentA: share, versionNameA: '$LATEST', versionNameB: '$PREVIOUS' });
        expect(split.known && split.parts.map(({ label, percent }) => [label, percent])).toEqual([
          ['Candidate', share],
          ['Baseline', 100 - share],
        ]);
      }),
    );
  });

  it('keeps A and B if the macros say nothing', () => {
    const split = trafficSplit({ trafficPercentA: 5, versionNameA: '41', versionNameB: '$OLDEST' });

    expect(split.known && split.parts.map(({ label }) => label)).toEqual(['Version A', 'Version B']);
  });

  it('says why there is none', () => {
    expect(
      [trafficSplit({ trafficPercentA: '${a}' }), trafficSplit({})].map((split) => !split.known && split.words),
    ).toEqual(['Split known at run time.', 'The split appears here once the percentage is a number from 0 to 100.']);
  });

  it('writes a percentage as it is read', () => {
    expect([percentWords(10), percentWords(12.345)]).toEqual(['10%', '12.35%']);
  });
});
