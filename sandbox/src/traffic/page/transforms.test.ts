import type { Routing, TrafficTarget } from '../trafficAnswer';
import { type CallLog, emptyLog, HISTORY_MS, withCall, withRouting } from './callLog';
import {
  answeredShares,
  COLUMN_MS,
  columns,
  failedText,
  headline,
  lookOf,
  percentText,
  rateText,
  refusalText,
  routingText,
  versionRows,
  wantedShares,
} from './transforms';

const target: TrafficTarget = { region: 'us-east-1', functionName: 'checkout', aliasName: 'live' };
const T0 = 1_800_000_000_000;
const alone = (main: string): Routing => ({ main, additional: null });
const canary: Routing = { main: '1', additional: { version: '2', weightPercent: 10 } };

function withAnswers(log: CallLog, answers: Record<string, number>, at: number): CallLog {
  const versions = Object.entries(answers).flatMap(([version, count]) => Array.from({ length: count }, () => version));
  return versions.reduce((next, version) => withCall(next, { at, version, durationMs: 20, failed: false }), log);
}

describe('the live traffic panel', () => {
  it('says how often the candidate responded and how often it should', () => {
    const log = withAnswers(withRouting(emptyLog, canary, T0), { 1: 181, 2: 19 }, T0 + 1);

    const sentence = headline(log, target, true);

    expect(sentence).toBe('v2 served 9.5% of the last 200 calls; live routes 10% to it.');
  });

  it('keeps the looks of the last canary after one of its versions has all the traffic', () => {
    const promoted = withRouting(withRouting(emptyLog, canary, T0), alone('2'), T0 + 10);

    const looks = ['1', '2', '3'].map((version) => lookOf(promoted, version));

    expect(looks).toEqual(['baseline', 'candidate', 'other']);
  });

  it('draws the only version that an alias ever had as a baseline', () => {
    const log = withRouting(emptyLog, alone('7'), T0);

    expect(wantedShares(log)).toEqual([{ version: '7', percent: 100, look: 'baseline' }]);
  });

  it('counts only calls since the last change of the alias, so that actual and wanted percentages are comparable', () => {
    const before = withAnswers(withRouting(emptyLog, canary, T0), { 1: 90, 2: 10 }, T0 + 1);
    const after = withAnswers(withRouting(before, alone('2'), T0 + 10), { 2: 5 }, T0 + 11);

    const rows = versionRows(after);

    expect(rows.map(({ version, role, calls, percent }) => ({ version, role, calls, percent }))).toEqual([
      { version: '2', role: 'promoted', calls: 5, percent: 100 },
    ]);
  });

  it('lists the candidate before the baseline, in bars and rows alike', () => {
    const log = withAnswers(withRouting(emptyLog, canary, T0), { 1: 8, 2: 2 }, T0 + 1);

    expect(wantedShares(log).map((share) => share.version)).toEqual(['2', '1']);
    expect(answeredShares(log)).toEqual([
      { version: '2', percent: 20, look: 'candidate' },
      { version: '1', percent: 80, look: 'baseline' },
    ]);
  });

  it('puts each call into the column of its time and drops what is older than the columns', () => {
    const now = Math.floor(T0 / COLUMN_MS) * COLUMN_MS;
    const old = withAnswers(withRouting(emptyLog, canary, T0), { 1: 1_000 }, now - 2 * HISTORY_MS);
    const log = withAnswers(old, { 1: 3, 2: 1 }, now);

    const list = columns(log, now);

    expect(list).toHaveLength(HISTORY_MS / COLUMN_MS);
    expect(list.at(-1)?.counts).toEqual([
      { version: '1', look: 'baseline', count: 3 },
      { version: '2', look: 'candidate', count: 1 },
    ]);
    expect(log.calls.length).toBeLessThanOrEqual(204);
  });

  it('records a routing only if it differs from the last one', () => {
    const log = [canary, { ...canary }, alone('2')].reduce(
      (next, routing, index) => withRouting(next, routing, T0 + index),
      withRouting(emptyLog, alone('1'), T0),
    );

    expect(log.changes.map((change) => routingText(change.routing))).toEqual(['v1 90%, v2 10%', 'v2 100%']);
  });

  it.each([
    ['functionMissing', 'There is no function checkout in us-east-1 yet.'],
    ['aliasMissing', 'The function checkout has no alias live yet.'],
    ['throttled', 'Choose fewer calls per second.'],
    ['unreachable', 'The strict Lambda does not respond'],
    ['sandboxAway', 'The sandbox does not respond'],
    ['other', 'AWS says no'],
  ] as const)('explains the refusal %s', (reason, words) => {
    expect(refusalText({ outcome: 'refused', reason, message: 'AWS says no' }, target)).toContain(words);
  });

  it('says what to do as long as nothing was called', () => {
    expect(headline(withRouting(emptyLog, alone('1'), T0), target, false)).toBe(
      'No traffic. Start it to see which version of checkout serves each call.',
    );
  });

  it('says how often the sandbox really calls', () => {
    const wish = { ...target, callsPerSecond: 10 };

    expect([rateText({ wish, perSecond: 9.8 }), rateText({ wish: null, perSecond: 0 })]).toEqual([
      '9.8 calls per second',
      'Traffic is off',
    ]);
  });

  it('counts the errors of each version, and their part of its calls', () => {
    const served = withAnswers(withRouting(emptyLog, canary, T0), { 1: 40, 2: 8 }, T0 + 1);
    const log = [1, 2].reduce(
      (next) => withCall(next, { at: T0 + 2, version: '2', durationMs: 20, failed: true }),
      served,
    );

    expect(versionRows(log).map((row) => [row.version, failedText(row)])).toEqual([
      ['2', '2 (20%)'],
      ['1', '0'],
    ]);
  });

  it.each([
    [10, '10%'],
    [9.54, '9.5%'],
    [0, '0%'],
    [100, '100%'],
  ])('writes %p as %p', (percent, text) => {
    expect(percentText(percent)).toBe(text);
  });
});
