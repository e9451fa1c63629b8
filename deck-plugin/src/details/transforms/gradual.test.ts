import type { OutcomeView } from '../read/outcomeView';
import { readOutcome } from '../read/readOutcome';
import { zonedTimes } from '../text/zonedTimes';
import { holdProgress } from './holdProgress';
import { plannedCourse } from './plannedCourse';
import { stepRows } from './steps';
import { targetLine } from './targetLine';
import { timeTicks } from './timeTicks';
import { trafficRows } from './traffic';
import { routeHolding } from '../fixtures/routeOutcomes';
import { after, stageOf, STARTED_AT } from '../fixtures/stageOf';
import { readDetails } from '../read/readDetails';

const minute = 60_000;
const routing = (percent: number): OutcomeView['routing'] => ({
  now:
    percent === 0
      ? { mainVersion: '1' }
      : percent === 100
        ? { mainVersion: '2' }
        : { mainVersion: '1', additionalVersion: '2', additionalWeightPercent: percent },
  wanted: { mainVersion: '2' },
  planned: [
    { afterSeconds: 0, weightPercent: 10 },
    { afterSeconds: 600, weightPercent: 50 },
    { afterSeconds: 900, weightPercent: 100 },
  ],
});

describe('what is planned next', () => {
  it.each<[string, number, OutcomeView['hold'], [number, number][] | undefined]>([
    [
      'all of it before the first weight',
      0,
      undefined,
      [
        [5, 10],
        [15, 50],
        [20, 100],
      ],
    ],
    [
      'the rest after the end of the hold',
      10,
      { fromMs: 0, untilMs: 10 * minute },
      [
        [10, 50],
        [15, 100],
      ],
    ],
    [
      'the rest from now on if a hold has ended late',
      10,
      { fromMs: 0, untilMs: 2 * minute },
      [
        [5, 50],
        [10, 100],
      ],
    ],
    ['the rest from now on between two holds', 50, undefined, [[5, 100]]],
    ['nothing at the end', 100, undefined, undefined],
  ])('is %s', (_title, percent, hold, expected) => {
    const course = plannedCourse(
      { routing: routing(percent), steps: [], ...(hold === undefined ? {} : { hold }) },
      '2',
      5 * minute,
    );

    expect(course?.levels.map(({ fromMs, percent: level }) => [fromMs / minute, level])).toEqual(expected);
  });

  it('is nothing for another version, or without a plan', () => {
    expect(plannedCourse({ routing: routing(10), steps: [] }, '1', 0)).toBeUndefined();
    expect(plannedCourse({ routing: { now: { mainVersion: '1' } }, steps: [] }, '2', 0)).toBeUndefined();
  });

  it('is nothing while a person decides when the rollout goes on', () => {
    const wait = { id: 'w', kind: 'holdForPerson', sentence: 'x', state: 'running' } as const;
    const held = { reason: 'On hold by jane.' };

    expect(plannedCourse({ routing: routing(10), steps: [wait] }, '2', 0)).toBeUndefined();
    expect(plannedCourse({ routing: routing(10), steps: [], held }, '2', 0)).toBeUndefined();
    expect(plannedCourse({ routing: routing(10), steps: [{ ...wait, state: 'done' }] }, '2', 0)).toBeDefined();
  });
});

describe('a hold', () => {
  const times = zonedTimes('UTC');
  const at = (nowMs: number) =>
    holdProgress(
      { outcome: { ...readOutcome({}), hold: { fromMs: 0, untilMs: 10 * minute } }, phase: 'running', startedAtMs: 0 },
      times,
      nowMs,
    );

  it.each<[number, number, string, string | undefined]>([
    [0, 0, '10 min left, until 00:10:00', '10 min left'],
    [6 * minute + 48_000, 68, '3 min 12 s left, until 00:10:00', '3 min 12 s left'],
    [11 * minute, 100, 'The hold ended at 00:10:00; waiting for the next report', undefined],
  ])('%i ms after its start is %i percent done: %s', (nowMs, percent, sentence, left) => {
    expect(at(nowMs)).toEqual({ name: 'Hold', percent, sentence, ...(left === undefined ? {} : { left }) });
  });

  it('that a guard has extended is over its planned end, and says until when it lasts at most', () => {
    const hold = { fromMs: 0, untilMs: 10 * minute };
    const watch = { atMs: 0, extendedUntilMs: 20 * minute };
    const outcome = { ...readOutcome({}), hold, watch };
    const shown = (nowMs: number) => holdProgress({ outcome, phase: 'running', startedAtMs: 0 }, times, nowMs);

    expect(shown(15 * minute)).toEqual({
      name: 'Hold',
      percent: 75,
      sentence: 'held longer than planned, until 00:20:00 at most',
      left: 'at most 5 min left',
      extended: { plannedPercent: 50, words: ['planned end 00:10:00', 'until 00:20:00 at most'] },
    });
    expect(shown(21 * minute)).not.toHaveProperty('left');
    expect(holdProgress({ outcome, phase: 'failed' }, times, 0)).toBeUndefined();
  });

  it('that waits for better evidence does not wait for the next report', () => {
    const outcome = {
      ...readOutcome({ progress: 'x', progressTold: { code: 'heldForEvidence', values: {} } }),
      hold: { fromMs: 0, untilMs: 10 * minute },
    };

    expect(holdProgress({ outcome, phase: 'running', startedAtMs: 0 }, times, 11 * minute)?.sentence).toBe(
      'The hold should have ended at 00:10:00',
    );
  });

  it('counts nothing while somebody must continue it first', () => {
    const held = { since: '2026-01-01T00:00:00Z', reason: 'Held by ada.' };
    const outcome = { ...readOutcome({ held }), hold: { fromMs: 0, untilMs: 10 * minute } };

    expect(holdProgress({ outcome, phase: 'running', startedAtMs: 0 }, times, minute)).toBeUndefined();
  });

  it.each([
    [{}],
    [{ from: '2026-01-01T00:00:00Z' }],
    [{ from: '2026-01-01T00:01:00Z', until: '2026-01-01T00:00:00Z' }],
    ['soon'],
  ])('does not exist for %j', (hold) => {
    expect(readOutcome({ hold }).hold).toBeUndefined();
  });
});

describe('a rollout in progress', () => {
  const times = zonedTimes('UTC');
  const steps = [
    ...routeHolding.steps.slice(0, 2),
    { id: 'check:2', sentence: 'Health check on v42', state: 'todo' },
    ...routeHolding.steps.slice(2),
  ];
  const details = (status: string, outcome: unknown) =>
    readDetails('Aws.LambdaTrafficRoutingStage', stageOf(status, outcome), {});

  it('says when each remaining step will start, and for a check when the weight after it starts', () => {
    const rows = stepRows(details('RUNNING', { ...routeHolding, steps }), times, STARTED_AT + 5000);

    expect(rows.map((row) => row.time)).toEqual([
      '14:00:06',
      '14:00:07',
      '14:10:07',
      '14:10:07',
      '14:10:07',
      '14:15:07',
    ]);
  });

  it('says when it will end, to the second if that is soon', () => {
    const at = (nowMs: number) =>
      targetLine(details('RUNNING', routeHolding), times, nowMs).find((part) => part.startsWith('ends'));

    expect([at(STARTED_AT + 5000), at(STARTED_AT + 600_000)]).toEqual(['ends about 14:15', 'ends about 14:15:07']);
  });

  it('has no planned times once it has ended', () => {
    expect(stepRows(details('CANCELED', routeHolding), times, STARTED_AT + 5000).map((row) => row.time)).toEqual([
      '14:00:06',
      '14:00:07',
      '',
      '',
      '',
    ]);
    expect(targetLine(details('CANCELED', routeHolding), times, STARTED_AT + 5000).join()).not.toContain('ends about');
  });

  it('does not call a weight the highest if the promotion has passed it', () => {
    const done = {
      ...routeHolding,
      status: 'SUCCEEDED',
      hold: undefined,
      routing: { ...routeHolding.routing, now: { mainVersion: '42' } },
    };

    expect(trafficRows(details('SUCCEEDED', done), zonedTimes('UTC')).map((row) => row.label)).toEqual([
      'Before',
      'At its end (14:00)',
      'Wanted',
    ]);
  });

  it('was last seen if another execution has taken over', () => {
    const superseded = {
      ...routeHolding,
      status: 'CANCELED',
      failure: { code: 'superseded', what: 'Superseded by another execution.', where: 'live', next: 'Nothing.' },
      endedAt: after(60),
    };

    expect(trafficRows(details('CANCELED', superseded), zonedTimes('UTC')).map((row) => row.label)).toContain(
      'Last seen',
    );
  });

  it('does not count the looks at a hold as attempts, or repeat the routing below its step', () => {
    const looked = [
      {
        ...routeHolding.steps[0],
        note: 'live → v42 10%, v41 90%',
        noteTold: { code: 'aliasRouted', values: { alias: 'live', routing: routeHolding.routing?.now } },
      },
      { ...routeHolding.steps[1], state: 'done', attempts: 2 },
    ];

    expect(
      stepRows(details('SUCCEEDED', { ...routeHolding, steps: looked }), times, STARTED_AT).map((row) => row.note),
    ).toEqual([undefined, undefined]);
  });
});

describe('the time axis', () => {
  const times = zonedTimes('UTC');

  it.each([
    ['20 s', 20_000, ['14:00:10', '14:00:15', '14:00:20']],
    ['25 min', 25 * minute, ['14:05', '14:10', '14:15', '14:20']],
    ['a day', 1440 * minute, ['18:00', '00:00', '06:00', '12:00']],
  ])('of %s has round times', (_span, spanMs, expected) => {
    expect(timeTicks(STARTED_AT, STARTED_AT + spanMs, times).map((tick) => tick.text)).toEqual(expected);
  });

  it('is empty if there is no time', () => {
    expect(timeTicks(STARTED_AT, STARTED_AT, times)).toEqual([]);
  });
});
