import { noticeablePoints } from './noticeable';

const calm = { tolerance: 0.01, alpha: 0.01, clumpiness: 1 };
/** A baseline with nine times as many calls, of which one in a thousand fails. */
const against = (calls: number) => ({
  candidate: { calls, bad: 0 },
  baseline: { calls: calls * 9, bad: Math.round(calls * 9 * 0.001) },
});

test.each([
  [20, 30],
  [50, 15],
  [100, 11],
  [200, 7.5],
  [500, 4.6],
  [1_000, 3.4],
  [2_000, 2.6],
  [5_000, 1.9],
])('with %d calls, a guard notices about +%d points', (calls, points) => {
  const noticed = noticeablePoints(against(calls), calm) ?? NaN;
  expect(Math.abs(noticed - points)).toBeLessThan(points * 0.06);
});

test('fewer calls than minutes that must show an error notice nothing', () => {
  expect(noticeablePoints(against(2), calm)).toBeUndefined();
});

test('calls of only one version notice nothing', () => {
  const none = { calls: 0, bad: 0 },
    some = { calls: 500, bad: 1 };
  expect(noticeablePoints({ candidate: some, baseline: none }, calm)).toBeUndefined();
  expect(noticeablePoints({ candidate: none, baseline: some }, calm)).toBeUndefined();
});

test('clumped errors make a guard notice less', () => {
  const calmly = noticeablePoints(against(500), calm) ?? NaN;
  const clumped = noticeablePoints(against(500), { ...calm, clumpiness: 4 }) ?? NaN;
  expect(clumped).toBeGreaterThan(calmly * 1.5);
});

test('with very many calls, the approximation continues where the exact figures end', () => {
  const before = noticeablePoints(against(35_000), calm) ?? NaN;
  const after = noticeablePoints(against(45_000), calm) ?? NaN;
  expect(after).toBeLessThan(before);
  expect(after).toBeGreaterThan(before * 0.9);
});
