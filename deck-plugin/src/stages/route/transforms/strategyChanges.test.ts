import { strategyChanges } from './strategyChanges';

describe('selecting a strategy', () => {
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
    [
      '$GRADUAL',
      { versionNameA: '3', versionNameB: '$PROVIDED', versionNumberB: '2', trafficPercentA: 10, preset: 'x' },
      { versionNameB: undefined, versionNumberB: undefined, trafficPercentA: undefined },
    ],
    ['$GRADUAL', { versionNameA: '3', trafficPercentA: 100, preset: 'x' }, {}],
  ])('%s with %j also writes %j', (strategy, values, changes) => {
    expect(strategyChanges(strategy, values, {})).toEqual({ deploymentStrategy: strategy, ...changes });
  });

  it('brings back the split that a gradual rollout had no use for', () => {
    const dropped = { versionNameB: '$PROVIDED', versionNumberB: '2', trafficPercentA: 25 };

    expect(strategyChanges('$WEIGHTED', { versionNameA: '3' }, dropped)).toEqual({
      deploymentStrategy: '$WEIGHTED',
      ...dropped,
    });
  });
});
