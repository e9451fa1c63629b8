import type { OutcomeView } from '../read/outcomeView';
import { readOutcome } from '../read/readOutcome';
import { zonedTimes } from '../text/zonedTimes';
import { holdProgress } from './holdProgress';
import { plannedCourse } from './plannedCourse';

const minute = 60_000;
const routing = (percent: number): OutcomeView['routing'] => ({
  now: percent === 0 ? { mainVersion: '1' } : percent === 100 ? { mainVersion: '2' } : { mainVersion: '1', additionalVersion: '2', additionalWeightPercent: percent },
  wanted: { mainVersion: '2' },
  planned: [{ afterSeconds: 0, weightPercent: 10 }, { afterSeconds: 600, weightPercent: 50 }, { afterSeconds: 900, weightPercent: 100 }],
});

describe('what is planned after now', () => {
  it.each<[string, number, OutcomeView['hold'], [number, number][] | undefined]>([
    ['all of it before the first weight', 0, undefined, [[5, 10], [15, 50], [20, 100]]],
    ['the rest after the end of the hold', 10, { fromMs: 0, untilMs: 10 * minute }, [[10, 50], [15, 100]]],
    ['the rest from now on where a hold has ended late', 10, { fromMs: 0, untilMs: 2 * minute }, [[5, 50], [10, 100]]],
    ['the rest from now on between two holds', 50, undefined, [[5, 100]]],
    ['nothing at the end', 100, undefined, undefined],
  ])('is %s', (_title, percent, hold, expected) => {
    const course = plannedCourse({ routing: routing(percent), ...(hold === undefined ? {} : { hold }) }, '2', 5 * minute);

    expect(course?.levels.map(({ fromMs, percent: level }) => [fromMs / minute, level])).toEqual(expected);
  });

  it('is nothing for another version, or without a plan', () => {
    expect(plannedCourse({ routing: routing(10) }, '1', 0)).toBeUndefined();
    expect(plannedCourse({ routing: { now: { mainVersion: '1' } } }, '2', 0)).toBeUndefined();
  });
});

describe('a hold', () => {
  const times = zonedTimes('UTC');
  const at = (nowMs: number) => holdProgress({ outcome: { ...readOutcome({}), hold: { fromMs: 0, untilMs: 10 * minute } }, phase: 'running', startedAtMs: 0 }, times, nowMs);

  it.each<[number, number, string]>([
    [0, 0, '10 min left, until 00:10:00'],
    [6 * minute + 48_000, 68, '3 min 12 s left, until 00:10:00'],
    [11 * minute, 100, 'The hold ended at 00:10:00; waiting for the next report'],
  ])('%i ms after its begin has come %i percent far: %s', (nowMs, percent, sentence) => {
    expect(at(nowMs)).toEqual({ percent, sentence });
  });

  it.each([[{}], [{ from: '2026-01-01T00:00:00Z' }], [{ from: '2026-01-01T00:01:00Z', until: '2026-01-01T00:00:00Z' }], ['soon']])('%j is none', (hold) => {
    expect(readOutcome({ hold }).hold).toBeUndefined();
  });
});
