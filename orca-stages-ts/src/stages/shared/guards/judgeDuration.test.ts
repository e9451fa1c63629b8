import { lnEvidenceOfMinutes } from './judgeDuration';

// Worked out in exact fractions: (n + 1) ln 2 + ln B(k + 1, n − k + 1) + ln(1 − I½(k + 1, n − k + 1)).
test.each([
  [0, 5, -1.791759],
  [3, 5, -0.356675],
  [8, 8, 4.039145],
  [10, 12, 2.245015],
  [12, 12, 6.445842],
  [30, 60, -1.833744],
])('%d of %d minutes slower', (slower, minutes, expected) => {
  expect(lnEvidenceOfMinutes(slower, minutes)).toBeCloseTo(expected, 5);
});

test('minutes of a whole day without a slower one are no trouble', () => {
  expect(lnEvidenceOfMinutes(0, 1_440)).toBeLessThan(-7);
});
