import { saysNothing, usedBy } from './strategyFields';

describe('fields that a strategy uses', () => {
  it.each([
    [{ deploymentStrategy: '$WEIGHTED' }, true],
    [{ deploymentStrategy: '$SIMPLE' }, false],
    [{ deploymentStrategy: '${a}' }, true],
    [{ deploymentStrategy: '$X' }, false],
    [{ deploymentStrategy: '$X', versionNameB: 1 }, true],
    [{ versionNameB: 1 }, false],
  ])('%j uses B: %j', (values, used) => {
    expect(usedBy(['versionNameB'])(values)).toBe(used);
  });

  it('are not mentioned if they mean nothing', () => {
    expect([
      saysNothing({ deploymentStrategy: '$SIMPLE', trafficPercentA: 100 }),
      saysNothing({ deploymentStrategy: '$SIMPLE', trafficPercentA: 50 }),
      saysNothing({ deploymentStrategy: '$WEIGHTED', trafficPercentA: 100 }),
    ]).toEqual([true, false, false]);
  });
});
