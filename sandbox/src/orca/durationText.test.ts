import { durationText } from './durationText';

describe('durationText', () => {
  it.each([
    [0, '0 seconds'],
    [1_999, '1 second'],
    [60_000, '1 minute'],
    [605_000, '10 minutes 5 seconds'],
    [3_600_000 + 5_000, '1 hour 0 minutes 5 seconds'],
    [3 * 86_400_000, '3 days'],
  ])('%d ms reads %s', (durationMs, expected) => {
    const text = durationText(durationMs);

    expect(text).toBe(expected);
  });
});
