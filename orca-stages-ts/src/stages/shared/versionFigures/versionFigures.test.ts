import type { LambdaTraffic } from 'strict-lambda';
import type { CloudwatchPort } from '../../../model/cloudwatchPort';
import { startCloudwatchBench, type CloudwatchBench } from '../../../testing/cloudwatchBench';
import { completeMinutes, versionDurations, versionMinutes, type ComparedDurations } from './index';

const minutes = (count: number): number => count * 60_000;

describe('minutes whose figures have arrived', () => {
  const noon = Date.UTC(2026, 0, 15, 12);

  it.each([
    ['none before a full minute and the delay', 20_000, minutes(3) + 59_999, undefined],
    ['the first full one after both', 20_000, minutes(4), [1, 2]],
    ['more as time goes by', 20_000, minutes(9) + 1, [1, 7]],
    ['also one that begins with the span', 0, minutes(3), [0, 1]],
  ])('are %s', (_what, since, now, expected) => {
    const found = completeMinutes(noon + since, noon + now, 120_000);

    expect(found === undefined ? undefined : [found.fromMs, found.toMs].map((at) => (at - noon) / 60_000)).toEqual(
      expected,
    );
  });
});

describe('figures of versions', () => {
  let bench: CloudwatchBench;

  beforeEach(async () => {
    bench = await startCloudwatchBench();
  });
  afterEach(() => bench.close());

  const orders = { functionName: 'orders', alias: 'live' };
  const span = (from: number, to: number) => ({
    fromMs: bench.noonMs + minutes(from),
    toMs: bench.noonMs + minutes(to),
  });
  const traffic = (minute: number, version: string, more: Partial<LambdaTraffic> = {}): void =>
    bench.aws.recordTraffic({
      ...orders,
      version,
      minute: bench.noonMs + minutes(minute),
      invocations: 100,
      ...more,
    });
  const see = () => versionMinutes(bench.asker(), { ...orders, versions: ['2', '1'], throttles: true }, span(0, 3));
  const at = (minute: number, invocations: number, errors: number, throttles: number) => ({
    atMs: bench.noonMs + minutes(minute),
    invocations,
    errors,
    throttles,
  });

  it('are calls, errors and throttles by minute, all versions in one request, with zeros where there was no call', async () => {
    traffic(0, '2', { errors: 3, throttles: 1 });
    traffic(0, '1', { invocations: 900, errors: 1 });
    traffic(2, '1', { invocations: 1000 });
    await bench.clock.advance(minutes(5));

    const seen = await bench.answer(see());

    expect(seen).toEqual({
      versions: [
        [at(0, 100, 3, 1), at(1, 0, 0, 0), at(2, 0, 0, 0)],
        [at(0, 900, 1, 0), at(1, 0, 0, 0), at(2, 1000, 0, 0)],
      ],
      aliasThrottles: 1,
      throttlesByVersion: true,
      leftOut: 0,
      readAtMs: bench.noonMs + minutes(5) + 100,
    });
    expect(bench.made('GetMetricData')).toBe(1);
  });

  it('are only calls and errors if throttles are not needed: AWS charges for each metric', async () => {
    const asked: string[] = [];
    const cloudwatch: CloudwatchPort = {
      ...bench.asker(),
      metricFigures: async (queries) => {
        asked.push(...queries.map(({ metricName, dimensions }) => `${metricName} ${dimensions['ExecutedVersion']}`));
        return { series: queries.map((_query, index) => [{ atMs: bench.noonMs, value: 8 - index }]), readAtMs: 0 };
      },
    };

    const seen = await versionMinutes(cloudwatch, { ...orders, versions: ['2', '1'], throttles: false }, span(0, 1));

    expect(asked).toEqual(['Invocations 2', 'Errors 2', 'Invocations 1', 'Errors 1']);
    expect(seen).toMatchObject({ versions: [[at(0, 8, 7, 0)], [at(0, 6, 5, 0)]], aliasThrottles: 0 });
  });

  it('say whether throttles are counted by version', async () => {
    bench.aws.configure({ cloudwatch: { throttlesByVersion: false } });
    traffic(0, '2', { throttles: 4 });
    await bench.clock.advance(minutes(5));

    const seen = await bench.answer(see());

    expect(seen).toMatchObject({ aliasThrottles: 4, throttlesByVersion: false });
    expect(seen.versions[0]?.[0]).toEqual(at(0, 100, 0, 0));
  });

  it('of a late minute come with a later look, and corrected ones replace those before', async () => {
    traffic(0, '2', { errors: 9 });
    traffic(1, '2', { visibleAt: bench.noonMs + minutes(6) });
    traffic(0, '2', { errors: 2, visibleAt: bench.noonMs + minutes(7), replaces: true });
    await bench.clock.advance(minutes(5));
    const first = await bench.answer(see());
    await bench.clock.advance(minutes(3));
    const second = await bench.answer(see());

    expect(first.versions[0]).toEqual([at(0, 100, 9, 0), at(1, 0, 0, 0), at(2, 0, 0, 0)]);
    expect(second.versions[0]).toEqual([at(0, 100, 2, 0), at(1, 100, 0, 0), at(2, 0, 0, 0)]);
  });

  it('of a minute with more errors than calls are left out for every version, until the rest has arrived', async () => {
    const point = (minute: number, value: number) => ({ atMs: bench.noonMs + minutes(minute), value });
    const arrived = [[point(0, 5)], [point(0, 1), point(1, 2)], [], [point(0, 50), point(1, 50)], [], [], []];
    const cloudwatch = {
      ...bench.asker(),
      metricFigures: async () => ({ series: arrived, readAtMs: 0 }),
    };

    const seen = await versionMinutes(cloudwatch, { ...orders, versions: ['2', '1'], throttles: true }, span(0, 2));

    expect(seen).toMatchObject({ versions: [[at(0, 5, 1, 0)], [at(0, 50, 0, 0)]], leftOut: 1 });
  });

  describe('durations', () => {
    const compared = (change: Partial<ComparedDurations> = {}): ComparedDurations => ({
      ...orders,
      candidate: '2',
      baseline: '1',
      percentile: 'p50',
      limitMs: (baselineMs) => Math.max(1.25 * baselineMs, baselineMs + 10),
      ...change,
    });
    const upTo = (count: number, factor = 1): number[] =>
      Array.from({ length: count }, (_entry, index) => (index + 1) * factor);

    it("are the baseline's percentile of the whole window, and by minute how many of the candidate's calls are within the limit", async () => {
      for (const minute of [0, 1]) {
        traffic(minute, '1', { durationsMs: upTo(100) });
        traffic(minute, '2', { durationsMs: upTo(100, 1 + minute) });
      }
      traffic(2, '1', { durationsMs: upTo(10) });
      await bench.clock.advance(minutes(5));

      const asked = versionDurations(bench.asker(), compared(), [span(0, 4)]);
      await bench.clock.advance(300);
      const [seen] = await bench.answer(asked);

      // 210 durations of the baseline, of which 105 are at most 48.
      expect(seen).toEqual({
        span: span(0, 4),
        kind: 'ranks',
        baselineMs: 48,
        limitMs: 60,
        minutes: [
          { atMs: bench.noonMs, candidateCalls: 100, baselineCalls: 100, candidateWithinLimitPercent: 60 },
          { atMs: bench.noonMs + minutes(1), candidateCalls: 100, baselineCalls: 100, candidateWithinLimitPercent: 30 },
          { atMs: bench.noonMs + minutes(2), candidateCalls: 0, baselineCalls: 10, candidateWithinLimitPercent: 100 },
        ],
        readAtMs: bench.noonMs + minutes(5) + 200,
      });
      expect(bench.made('GetMetricData')).toBe(2);
    });

    it('of several windows that begin together take two calls, each with its own percentile and minutes', async () => {
      for (const [minute, factor] of [1, 1, 3].entries()) {
        traffic(minute, '1', { durationsMs: upTo(100, factor) });
        traffic(minute, '2', { durationsMs: upTo(100) });
      }
      await bench.clock.advance(minutes(5));

      const asked = versionDurations(bench.asker(), compared(), [span(0, 3), span(0, 2)]);
      await bench.clock.advance(300);
      const [longer, shorter] = await bench.answer(asked);

      const minute = (at: number, candidateWithinLimitPercent: number) => ({
        atMs: bench.noonMs + minutes(at),
        candidateCalls: 100,
        baselineCalls: 100,
        candidateWithinLimitPercent,
      });
      expect(longer).toMatchObject({
        kind: 'ranks',
        span: span(0, 3),
        baselineMs: 65,
        limitMs: 81.25,
        minutes: [minute(0, 81), minute(1, 81), minute(2, 81)],
      });
      expect(shorter).toMatchObject({
        kind: 'ranks',
        span: span(0, 2),
        baselineMs: 50,
        limitMs: 62.5,
        minutes: [minute(0, 62), minute(1, 62)],
      });
      expect(bench.made('GetMetricData')).toBe(2);
    });

    it('are percentiles by minute, where both were called, if AWS refuses percentile ranks', async () => {
      bench.aws.configure({ cloudwatch: { percentileRanks: false } });
      traffic(0, '1', { durationsMs: upTo(100) });
      traffic(0, '2', { durationsMs: upTo(100, 2) });
      traffic(1, '1', { durationsMs: upTo(100) });
      await bench.clock.advance(minutes(5));

      const asked = versionDurations(bench.asker(), compared({ percentile: 'p99' }), [span(0, 2)]);
      await bench.clock.advance(1_000);
      const [seen] = await bench.answer(asked);

      expect(seen).toMatchObject({
        kind: 'percentiles',
        limitMs: 123.75,
        minutes: [{ candidateCalls: 100, baselineCalls: 100, candidateMs: 198, baselineMs: 99 }],
      });
    });

    it("are percentiles by minute, too, if AWS does not have the baseline's percentile of just this window", async () => {
      bench.aws.configure({ cloudwatch: { alignedPeriods: true } });
      // A period of 7 minutes begins before noon: AWS would have the calls of other minutes.
      for (const minute of [0, 1]) {
        traffic(minute, '1', { durationsMs: upTo(100) });
        traffic(minute, '2', { durationsMs: upTo(100, 2) });
      }
      await bench.clock.advance(minutes(10));

      const asked = versionDurations(bench.asker(), compared(), [span(0, 7)]);
      await bench.clock.advance(1_000);
      const [seen] = await bench.answer(asked);

      expect(seen).toMatchObject({
        kind: 'percentiles',
        minutes: [
          { candidateCalls: 100, baselineCalls: 100, candidateMs: 100, baselineMs: 50 },
          { candidateCalls: 100, baselineCalls: 100, candidateMs: 100, baselineMs: 50 },
        ],
      });
      expect(seen).not.toHaveProperty('limitMs');
    });

    it('are refused only if AWS refuses all kinds of percentiles', async () => {
      bench.aws.configure({ cloudwatch: { percentiles: false } });
      traffic(0, '1', { durationsMs: upTo(100) });
      traffic(0, '2', { durationsMs: upTo(100) });
      await bench.clock.advance(minutes(5));

      const asked = versionDurations(bench.asker(), compared(), [span(0, 2)]);
      await bench.clock.advance(1_000);

      expect(await bench.answer(asked)).toEqual([{ kind: 'refused', span: span(0, 2) }]);
    });

    it('have nothing to be compared with if the baseline was not called', async () => {
      traffic(0, '2', { durationsMs: upTo(100) });
      await bench.clock.advance(minutes(5));

      expect(await bench.answer(versionDurations(bench.asker(), compared(), [span(0, 2)]))).toMatchObject([
        { kind: 'noBaseline' },
      ]);
      expect(bench.made('GetMetricData')).toBe(1);
    });

    it('are those of the last 24 hours, as CloudWatch has no longer periods', async () => {
      await bench.clock.advance(minutes(3000));
      traffic(2990, '1', { durationsMs: upTo(100) });
      await bench.clock.advance(minutes(5));

      const asked = versionDurations(bench.asker(), compared(), [span(0, 3000)]);
      await bench.clock.advance(300);
      const [seen] = await bench.answer(asked);

      expect(seen).toMatchObject({ kind: 'ranks', span: span(1560, 3000), baselineMs: 50 });
    });

    it('fail with what AWS says otherwise, without trying the other way', async () => {
      traffic(0, '1', { durationsMs: upTo(100) });
      await bench.clock.advance(minutes(5));
      bench.aws.addFault({ kind: 'throttle', operation: 'GetMetricData', after: 1 });

      const asked = versionDurations(bench.asker(), compared(), [span(0, 2)]);
      asked.catch(() => undefined);
      await bench.clock.advance(300);
      const error = await bench.failure(asked);

      expect(error.code).toBe('throttled');
      expect(bench.made('GetMetricData')).toBe(2);
    });
  });
});
