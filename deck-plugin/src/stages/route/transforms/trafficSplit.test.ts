import fc from 'fast-check';
import { percentOf, percentWords, strategyChanges, trafficSplit } from './trafficSplit';

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
  ])('reads %j as %j per cent', (value, percent) => {
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

  it('keeps A and B where the macros say nothing', () => {
    const split = trafficSplit({ trafficPercentA: 5, versionNameA: '41', versionNameB: '$OLDEST' });

    expect(split.known && split.parts.map(({ label }) => label)).toEqual(['Version A', 'Version B']);
  });

  it('says why there is none', () => {
    expect(
      [trafficSplit({ trafficPercentA: '${a}' }), trafficSplit({})].map((split) => !split.known && split.words),
    ).toEqual(['Split known at run time.', 'The split appears here once the share is a number from 0 to 100.']);
  });

  it('writes a share as it is read', () => {
    expect([percentWords(10), percentWords(12.345)]).toEqual(['10 %', '12.35 %']);
  });
});

describe('choosing a strategy', () => {
  it.each([
    ['$SIMPLE', {}, { versionNameA: '$LATEST' }],
    ['$SIMPLE', { versionNameA: '3', trafficPercentA: 100 }, {}],
    ['$SIMPLE', { versionNameA: '3', trafficPercentA: 10 }, { trafficPercentA: undefined }],
    ['$WEIGHTED', { versionNameA: '$PREVIOUS', versionNameB: '3', trafficPercentA: 60 }, {}],
    [
      '$WEIGHTED',
      { versionNameA: '$LATEST', trafficPercentA: 100 },
      { versionNameB: '$PREVIOUS', trafficPercentA: 10 },
    ],
    ['$BLUEGREEN', { versionNameA: { odd: 1 } }, { healthCheck: {} }],
    ['$BLUEGREEN', { versionNameA: '3', payloadArtifact: { id: 'a' } }, {}],
    ['$GRADUAL', { versionNameA: '3' }, { preset: 'LambdaCanary10Percent10Minutes' }],
    ['$GRADUAL', { versionNameA: '3', steps: [{ weightPercent: 5 }] }, {}],
    [
      '$GRADUAL',
      { versionNameA: '3', healthCheck: { attempts: 2 } },
      { steps: [{ check: { attempts: 2 } }, { weightPercent: 10, holdSeconds: 600 }], healthCheck: undefined },
    ],
    [
      '$GRADUAL',
      { versionNameA: '3', healthCheck: {} },
      { preset: 'LambdaCanary10Percent10Minutes', healthCheck: undefined },
    ],
    ['$SIMPLE', { versionNameA: '3', preset: 'LambdaAllAtOnce' }, { preset: undefined }],
  ])('%s beside %j writes %j too', (strategy, values, changes) => {
    expect(strategyChanges(strategy, values, {})).toEqual({ deploymentStrategy: strategy, ...changes });
  });
});
