import { largerShare } from './routing';

describe('the version that an alias serves', () => {
  it.each([
    [49, '1'],
    [50, '1'],
    [51, '2'],
    [0, '1'],
  ])('with %d%% on the additional one is %s', (additionalWeightPercent, expected) => {
    const served = largerShare({ mainVersion: '1', additionalVersion: '2', additionalWeightPercent });

    expect(served).toBe(expected);
  });
});
