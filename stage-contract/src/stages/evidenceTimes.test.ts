import { tooShortHolds } from './evidenceTimes';

const holds = (...minutes: number[]) => ({
  steps: minutes.map((count, index) => ({ weightPercent: 10 * (index + 1), holdSeconds: count * 60 })),
});

describe('guards whose holds are too short', () => {
  it('are those that no hold leaves enough time for, with the minutes that the slowest needs', () => {
    expect(tooShortHolds({ ...holds(3, 3), guards: [{ metric: 'errorRate' }, { metric: 'durationP50' }] })).toEqual({
      metrics: ['errorRate', 'durationP50'],
      minutes: 8,
    });
    expect(
      tooShortHolds({
        ...holds(2, 5),
        guards: [{ metric: 'errorRate' }, { metric: 'durationP99', warmupMinutes: 10 }],
      }),
    ).toEqual({ metrics: ['durationP99'], minutes: 15 });
  });

  it('are none if the longest hold is long enough, if there is no guard, and with the presets’ own holds', () => {
    expect(tooShortHolds({ ...holds(1, 8), guards: [{ metric: 'durationP50' }] })).toBeUndefined();
    expect(tooShortHolds(holds(1))).toBeUndefined();
    expect(
      tooShortHolds({ preset: 'LambdaCanary10Percent10Minutes', guards: [{ metric: 'durationP99' }] }),
    ).toBeUndefined();
  });

  it('count the warm-up that a guard asks for', () => {
    expect(tooShortHolds({ ...holds(5), guards: [{ metric: 'durationP50', warmupMinutes: 0 }] })).toBeUndefined();
  });
});
