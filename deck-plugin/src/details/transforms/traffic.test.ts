import fc from 'fast-check';
import { routeDone, routeReverted, routeRunning, routeUnchanged } from '../fixtures/routeOutcomes';
import { STARTED_AT } from '../fixtures/stageOf';
import { readOutcome } from '../read/readOutcome';
import { zonedTimes } from '../text/zonedTimes';
import { candidateOf, roleOf, routingSentence, sameRouting, sharesOf, trafficRows, weightOf } from './traffic';

const weighted = (percent: number) => ({
  mainVersion: '41',
  additionalVersion: '42',
  additionalWeightPercent: percent,
});

describe('shares of a routing', () => {
  it.each([
    [{ mainVersion: '41' }, [{ version: '41', percent: 100 }]],
    [
      weighted(10),
      [
        { version: '42', percent: 10 },
        { version: '41', percent: 90 },
      ],
    ],
    [weighted(0), [{ version: '41', percent: 100 }]],
    [weighted(100), [{ version: '42', percent: 100 }]],
    [{ mainVersion: '41', additionalVersion: '42' }, [{ version: '41', percent: 100 }]],
    [
      weighted(0.1),
      [
        { version: '42', percent: 0.1 },
        { version: '41', percent: 99.9 },
      ],
    ],
  ])('of %j are %j', (routing, shares) => {
    expect(sharesOf(routing)).toEqual(shares);
  });

  it('always add up to 100%', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (percent) => {
        expect(sharesOf(weighted(percent)).reduce((sum, share) => sum + share.percent, 0)).toBeCloseTo(100, 5);
      }),
    );
  });

  it('name the larger one first', () => {
    expect([
      routingSentence(weighted(10)),
      routingSentence(weighted(60)),
      routingSentence({ mainVersion: '41' }),
    ]).toEqual(['v41 90%, v42 10%', 'v42 60%, v41 40%', 'v41 100%']);
  });

  it('are compared by what each version gets', () => {
    expect([
      sameRouting(weighted(0), { mainVersion: '41' }),
      sameRouting(weighted(10), weighted(20)),
      sameRouting(weighted(10), { mainVersion: '42', additionalVersion: '41', additionalWeightPercent: 90 }),
    ]).toEqual([true, false, true]);
  });

  it('are 0 for a version that gets nothing', () => {
    expect([weightOf('42', weighted(10)), weightOf('41', weighted(10)), weightOf('7', weighted(10))]).toEqual([
      10, 90, 0,
    ]);
  });
});

describe('roles', () => {
  it("come from the outcome's baseline and candidate", () => {
    const outcome = readOutcome(routeRunning);

    expect(['41', '42', '40'].map((version) => roleOf(version, outcome))).toEqual(['baseline', 'candidate', 'other']);
  });

  it('come from before and wanted if the outcome names no versions', () => {
    const { baseline: _baseline, candidate: _candidate, ...rest } = routeRunning;

    expect(candidateOf(readOutcome(rest))).toBe('42');
  });

  it("are the baseline's if nothing new was published", () => {
    expect(roleOf('42', readOutcome(routeUnchanged))).toBe('baseline');
  });
});

describe('traffic rows', () => {
  const utc = zonedTimes('UTC');
  const ended = { startedAtMs: STARTED_AT, endedAtMs: STARTED_AT + 4 * 3_600_000 };
  const labels = (outcome: unknown, phase: 'running' | 'succeeded' | 'failed'): string[] =>
    trafficRows({ outcome: readOutcome(outcome), phase, ...ended }, utc).map((row) => row.label);

  it('show the highest weight only if it differs from before, now and wanted', () => {
    expect(labels(routeRunning, 'running')).toEqual(['Before', 'Now', 'Wanted']);
    expect(labels(routeDone, 'succeeded')).toEqual(['Before', 'At its end (18:00)', 'Wanted']);
    expect(labels(routeReverted, 'failed')).toEqual(['Before', 'Highest', 'At its end (18:00)']);
  });

  it('say at whose end the alias served what they show, and on which day if it was another one', () => {
    const label = (times: object): string | undefined =>
      trafficRows({ outcome: readOutcome(routeDone), phase: 'succeeded', ...times }, utc)[1]?.label;

    expect([label({}), label({ startedAtMs: STARTED_AT, endedAtMs: STARTED_AT + 26 * 3_600_000 })]).toEqual([
      'At its end',
      'At its end (22 Nov 16:00)',
    ]);
  });

  it('are what was seen last, and still wanted, if Orca stopped polling', () => {
    expect(labels(routeRunning, 'failed')).toEqual(['Before', 'Last seen', 'Wanted']);
  });

  it('put the candidate first in every bar', () => {
    const [, now] = trafficRows({ outcome: readOutcome(routeDone), phase: 'succeeded' }, utc);

    expect(now?.shares).toEqual([
      { version: '42', percent: 10, role: 'candidate' },
      { version: '41', percent: 90, role: 'baseline' },
    ]);
  });

  it('say that the alias did not exist before', () => {
    expect(
      trafficRows({ outcome: readOutcome({ routing: { now: { mainVersion: '1' } } }), phase: 'succeeded' }, utc)[0],
    ).toEqual({ label: 'Before', shares: [], sentence: 'Before: no alias, or not recorded' });
  });

  it('do not exist if no routing is known', () => {
    expect(labels({}, 'succeeded')).toEqual([]);
  });
});
