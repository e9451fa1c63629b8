import fc from 'fast-check';
import { routeReverted } from '../fixtures/routeOutcomes';
import { after, STARTED_AT } from '../fixtures/stageOf';
import { readOutcome } from '../read/readOutcome';
import { zonedTimes } from '../text/zonedTimes';
import { drawStaircase, staircase, timelineRows } from './timeline';

const times = zonedTimes('UTC');
const box = { left: 0, right: 100, top: 0, bottom: 50 };
const planOf = (timeline: unknown[], phase: 'running' | 'failed' = 'failed', nowMs = STARTED_AT) =>
  staircase({ outcome: readOutcome({ ...routeReverted, timeline }), phase }, times, nowMs);

describe('the timeline', () => {
  it('numbers its entries and shows routing and reason', () => {
    const rows = timelineRows({ outcome: readOutcome(routeReverted), startedAtMs: STARTED_AT }, times);

    expect(rows[1]).toEqual({ number: 2, time: '14:00:07', routing: 'v41 90%, v42 10%', reason: 'step 2' });
    expect(rows[3]).toEqual({ number: 4, time: '14:10:21', routing: '', reason: 'health check failed' });
  });

  it('has no staircase with fewer than two dated routings, because nothing moved', () => {
    expect(
      planOf([
        { at: after(0), routing: { mainVersion: '41' }, reason: 'found' },
        { at: 'nonsense', routing: { mainVersion: '42' }, reason: 'x' },
      ]),
    ).toBeUndefined();
  });

  it("draws the candidate's weight up to now while the stage runs", () => {
    const plan = planOf(
      [
        { at: after(0), routing: { mainVersion: '41' }, reason: '' },
        { at: after(10), routing: { mainVersion: '42' }, reason: '' },
      ],
      'running',
      STARTED_AT + 60_000,
    );

    expect(plan?.steps.map(({ percent, toMs }) => [percent, toMs - STARTED_AT])).toEqual([
      [0, 10_000],
      [100, 60_000],
    ]);
  });

  it('keeps room for the last level if the stage ended with it', () => {
    const plan = planOf([
      { at: after(0), routing: { mainVersion: '41' }, reason: '' },
      { at: after(10), routing: { mainVersion: '42' }, reason: '' },
    ]);

    expect(plan?.toMs).toBe(STARTED_AT + 11_500);
  });

  it('reads entries in any order', () => {
    const plan = planOf([
      { at: after(10), routing: { mainVersion: '42' }, reason: '' },
      { at: after(0), routing: { mainVersion: '41' }, reason: '' },
    ]);

    expect(plan?.steps.map(({ percent, number }) => [percent, number])).toEqual([
      [0, 2],
      [100, 1],
    ]);
  });
});

describe('the drawing of a staircase', () => {
  const plan = {
    label: '',
    sentence: '',
    fromMs: 0,
    toMs: 100,
    steps: [
      { fromMs: 0, toMs: 50, percent: 0, number: 1 },
      { fromMs: 50, toMs: 100, percent: 100, number: 2 },
    ],
  };

  it('goes from level to level', () => {
    expect(drawStaircase(plan, box)).toEqual({
      line: 'M0,50 L50,50 L50,0 L100,0',
      area: 'M0,50 L0,50 L50,50 L50,0 L100,0 L100,50 Z',
      marks: [
        { number: 1, guideX: 0, x: 0 },
        { number: 2, guideX: 50, x: 50 },
      ],
    });
  });

  it('moves overlapping marks apart', () => {
    const close = {
      ...plan,
      steps: [
        { fromMs: 0, toMs: 1, percent: 0, number: 1 },
        { fromMs: 1, toMs: 100, percent: 10, number: 2 },
      ],
    };

    expect(drawStaircase(close, box).marks.map((mark) => mark.x)).toEqual([0, 22]);
  });

  it('marks what people have asked for at its time, without a level of its own', () => {
    const asked = { told: { code: 'askedBy', values: { action: 'hold', by: { user: 'jane' } } }, reason: 'Hold: jane' };
    const found = planOf([
      { at: after(0), routing: { mainVersion: '41' }, reason: '' },
      { at: after(30), ...asked },
      { at: after(40), reason: 'health check failed', told: { code: 'checkFailed', values: {} } },
      { at: after(60), routing: { mainVersion: '42' }, reason: '' },
      { at: 'nonsense', ...asked },
    ]);

    expect(found?.sentence).toBe('Weight of v42: 0% from 14:00:05, 100% from 14:01:05.');
    expect(found && drawStaircase(found, box).marks.map(({ number, guideX }) => [number, guideX])).toEqual([
      [1, 0],
      [2, 43.5],
      [4, 87],
    ]);
  });

  it('has no marks if there is no room for them', () => {
    const many = {
      ...plan,
      steps: Array.from({ length: 9 }, (_, index) => ({
        fromMs: index,
        toMs: index + 1,
        percent: 1,
        number: index + 1,
      })),
    };

    expect(drawStaircase(many, box).marks).toEqual([]);
  });

  it('keeps marks in order, apart, and within the box as long as they fit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 }), (moments) => {
        const steps = [...moments]
          .sort((a, b) => a - b)
          .map((fromMs, index) => ({ fromMs, toMs: fromMs, percent: 10, number: index + 1 }));
        const places = drawStaircase({ ...plan, steps }, box).marks.map((mark) => mark.x);
        expect(places).toHaveLength(steps.length);
        const gaps = places.slice(1).map((place, index) => place - (places[index] ?? 0));
        expect(Math.min(22, ...gaps)).toBeGreaterThanOrEqual(21.9);
        expect(Math.max(...places)).toBeLessThanOrEqual(100.1);
      }),
    );
  });
});
