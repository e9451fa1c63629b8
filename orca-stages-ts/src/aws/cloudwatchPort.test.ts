import { PutCompositeAlarmCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { AwsCall } from 'stage-contract';
import type { LambdaTraffic } from 'strict-lambda';
import { putTestAlarm, setTestAlarm, testCloudwatch } from 'strict-lambda/src/testing/testAlarm';
import type { MetricQuery } from '../model/metricFacts';
import { startCloudwatchBench, type CloudwatchBench } from '../testing/cloudwatchBench';
import { cloudwatchPolicy } from './cloudwatch';

const NOON = Date.UTC(2026, 0, 15, 12);
const minutes = (count: number): number => count * 60_000;
const ROLE = 'arn:aws:iam::123456789012:role/lambda-stages';
const ALARM = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:';

describe('CloudWatch for several executions', () => {
  let bench: CloudwatchBench, client: CloudWatchClient;

  beforeEach(async () => {
    bench = await startCloudwatchBench();
    client = testCloudwatch(bench.aws.url);
  });
  afterEach(async () => {
    client.destroy();
    await bench.close();
  });

  const putAlarm = (name: string) => putTestAlarm(client, name);
  const set = (name: string, state: 'OK' | 'ALARM') => setTestAlarm(client, name, state);

  describe('alarms', () => {
    it('are found by name and ARN, metric and composite, and those that do not exist are named', async () => {
      await putAlarm('errors');
      await putAlarm('latency');
      await client.send(
        new PutCompositeAlarmCommand({ AlarmName: 'any', AlarmRule: 'ALARM(errors) OR ALARM(latency)' }),
      );
      await bench.clock.advance(5_000);
      await set('errors', 'ALARM');

      const seen = await bench.answer(
        bench.asker().alarmStates(['any', `${ALARM}errors`, 'gone', `${ALARM}gone:too`, 'latency', 'errors']),
      );

      expect(seen).toEqual({
        found: [
          {
            name: 'any',
            arn: `${ALARM}any`,
            state: 'ALARM',
            reason: expect.stringContaining('ALARM(errors)') as string,
            since: new Date(NOON + 5_000).toISOString(),
            kind: 'composite',
          },
          {
            name: 'errors',
            arn: `${ALARM}errors`,
            state: 'ALARM',
            reason: 'set to ALARM',
            since: new Date(NOON + 5_000).toISOString(),
            kind: 'metric',
          },
          expect.objectContaining({ name: 'latency', state: 'INSUFFICIENT_DATA' }),
        ],
        missing: ['gone', `${ALARM}gone:too`],
        readAtMs: NOON + 5_100,
      });
    });

    it.each([
      ['of another account', 'arn:aws:cloudwatch:us-east-1:999999999999:alarm:a', 'alarmElsewhere'],
      ['of another region', 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a', 'alarmElsewhere'],
      ['that are something else', 'arn:aws:sns:us-east-1:123456789012:oncall', 'notAnAlarm'],
      ['without a name', '', 'notAnAlarm'],
      ['with a name that is too long', 'a'.repeat(256), 'notAnAlarm'],
      ['with a line break', 'a\nb', 'notAnAlarm'],
    ])('%s are refused before any call', async (_what, alarm, code) => {
      const error = await bench.failure(bench.asker().alarmStates([alarm]));

      expect(error).toMatchObject({ code: 'invalidInput', details: { what: { code } } });
      expect(bench.made('DescribeAlarms')).toBe(0);
    });

    it('are read in one call for all who ask at about the same time, once in the same place', async () => {
      const recorded: AwsCall[][] = [[], [], []];
      const asked = recorded.map((calls, index) =>
        bench.asker(`e${index}`, calls).alarmStates([`a${index}`, 'common']),
      );
      const elsewhere = bench.asker('e9', [], 'eu-west-1').alarmStates(['a0']);

      const seen = await bench.answer(Promise.all([...asked, elsewhere]));

      expect(seen.map(({ missing }) => missing)).toEqual([
        ['a0', 'common'],
        ['a1', 'common'],
        ['a2', 'common'],
        ['a0'],
      ]);
      expect(
        bench.aws
          .calls()
          .map(({ operation, region }) => `${operation} ${region}`)
          .sort(),
      ).toEqual(['DescribeAlarms eu-west-1', 'DescribeAlarms us-east-1']);
      expect(recorded.map((calls) => calls.map(({ call }) => call))).toEqual(recorded.map(() => ['DescribeAlarms']));
      expect(bench.observed.map(({ call }) => call)).toEqual(['DescribeAlarms', 'DescribeAlarms']);
    });

    it('are read a hundred at a time', async () => {
      const names = Array.from({ length: 250 }, (_entry, index) => `a${index}`);

      const { missing } = await bench.answer(bench.asker().alarmStates(names));

      expect(missing).toEqual(names);
      expect(bench.made('DescribeAlarms')).toBe(3);
    });

    it('are not read again for an asker to whom an earlier answer is young enough', async () => {
      await putAlarm('errors');
      await set('errors', 'OK');
      await bench.answer(bench.asker().alarmStates(['errors']));
      await set('errors', 'ALARM');
      await bench.clock.advance(20_000);

      const young = await bench.answer(bench.asker().alarmStates(['errors'], { maxAgeMs: 30_000 }));
      const before = bench.made('DescribeAlarms');
      const own = await bench.answer(bench.asker().alarmStates(['errors', 'other'], { maxAgeMs: 10_000 }));
      const fresh = await bench.answer(bench.asker().alarmStates(['errors']));

      expect([young.found[0]?.state, young.readAtMs]).toEqual(['OK', NOON + 100]);
      expect(before).toBe(1);
      expect([own.found[0]?.state, fresh.found[0]?.state]).toEqual(['ALARM', 'ALARM']);
      expect(bench.made('DescribeAlarms')).toBe(3);
    });

    it('are kept for about a minute, and not for another region', async () => {
      const asking = { maxAgeMs: 600_000 };
      await putAlarm('errors');
      await bench.answer(bench.asker().alarmStates(['errors'], asking));
      const elsewhere = await bench.answer(bench.asker('e2', [], 'eu-west-1').alarmStates(['errors'], asking));
      await bench.clock.advance(75_000);
      const waitsFor = bench.clock.nextAt();
      await bench.answer(bench.asker().alarmStates(['errors'], asking));

      expect(elsewhere.missing).toEqual(['errors']);
      expect(waitsFor).toBeUndefined();
      expect(bench.made('DescribeAlarms')).toBe(3);
    });

    it('of an asker who gives up are not read; the others get their answers', async () => {
      // Together they are more than one call can have.
      const hundred = Array.from({ length: 100 }, (_entry, index) => `a${index}`);
      const gone = new AbortController();
      const leaving = bench.asker().alarmStates(['b', 'c'], { signal: gone.signal }),
        staying = bench.asker('two').alarmStates(hundred);
      gone.abort(new Error('cancelled'));

      const [left, stayed] = await Promise.all([bench.ended(leaving), bench.answer(staying)]);

      expect(left).toEqual({ error: new Error('cancelled') });
      expect(stayed.missing).toEqual(hundred);
      await expect(bench.asker().alarmStates(['a'], { signal: gone.signal })).rejects.toThrow('cancelled');
      const alone = new AbortController();
      const asked = bench.asker().alarmStates(['c'], { signal: alone.signal });
      alone.abort(new Error('cancelled'));
      await bench.ended(asked);
      expect(bench.made('DescribeAlarms')).toBe(1);
    });

    it('that take too long for one asker still come for another', async () => {
      bench.aws.addFault({ kind: 'slowAnswer', operation: 'DescribeAlarms', ms: 4_000 });
      const patient = bench.asker('two').alarmStates(['b']);

      const error = await bench.failure(bench.asker().alarmStates(['a'], { deadlineMs: NOON + 2_000 }), 2_000);
      const early = await bench.ended(patient, 0);
      const later = await bench.ended(patient, 3_000);

      expect(error).toMatchObject({ code: 'awsUnavailable', details: { awsCode: 'TimeoutError' } });
      expect(early).toBeUndefined();
      expect(later).toMatchObject({ value: { missing: ['b'] } });
    });

    it('that AWS throttles fail for everybody, and the next calls wait', async () => {
      bench.configure({}, { describeAlarmsPerSecond: 2, describeAlarmsBurst: 1 });
      bench.aws.addFault({ kind: 'throttle', operation: 'DescribeAlarms' });

      const errors = await Promise.all([
        bench.failure(bench.asker().alarmStates(['a'])),
        bench.failure(bench.asker('two').alarmStates(['b'])),
      ]);
      const early = await bench.ended(bench.asker().alarmStates(['a']), 600);
      await bench.clock.advance(2_000);

      expect(errors.map(({ code }) => code)).toEqual(['throttled', 'throttled']);
      expect(early).toBeUndefined();
      expect(bench.made('DescribeAlarms')).toBe(2);
      expect(bench.pools()).toMatchObject([{ pool: 'describeAlarms', throttles: 1 }]);
    });

    it('that the role may not read name the action, and the role is assumed once for all executions', async () => {
      bench.configure({ assumeRoleArn: ROLE });
      bench.aws.setPolicy(ROLE, {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'cloudwatch:GetMetricData', Resource: '*' }],
      });

      const [error] = await Promise.all([
        bench.failure(bench.asker().alarmStates(['a'])),
        bench.failure(bench.asker('two').alarmStates(['a'])),
      ]);
      await bench.failure(bench.asker('three').alarmStates(['a']));

      expect(error).toMatchObject({ code: 'accessDenied', details: { httpStatus: 403 } });
      expect(error.message).toContain(
        'assumed-role/lambda-stages/lambda-stages-cloudwatch is not authorized to perform: cloudwatch:DescribeAlarms on resource: *',
      );
      expect(error.details.next).toMatchObject({ values: { action: 'cloudwatch:DescribeAlarms' } });
      expect(bench.made('AssumeRole')).toBe(1);
    });

    it('that AWS does not answer are awsUnavailable', async () => {
      bench.aws.addFault({ kind: 'error5xx', operation: 'DescribeAlarms' });
      bench.aws.addFault({ kind: 'dropBefore', operation: 'DescribeAlarms', after: 1 });

      const failed = await bench.failure(bench.asker().alarmStates(['a']));
      const dropped = await bench.failure(bench.asker().alarmStates(['a']));

      expect([failed.code, dropped.code]).toEqual(['awsUnavailable', 'awsUnavailable']);
    });
  });

  it('the statement of the policy is enough in its regions', async () => {
    bench.configure({ assumeRoleArn: ROLE });
    const account = { accountId: '123456789012', regions: ['us-east-1'] };
    const scope = { account, partition: 'aws', buckets: [], executionRoles: [], kmsKeys: [], layers: [] };
    bench.aws.setPolicy(ROLE, {
      Version: '2012-10-17',
      Statement: cloudwatchPolicy.map(({ actions, resources, condition }) => ({
        Effect: 'Allow',
        Action: [...actions],
        Resource: resources(scope),
        Condition: condition?.(scope) ?? {},
      })),
    });
    const query: MetricQuery = {
      namespace: 'AWS/Lambda',
      metricName: 'Errors',
      dimensions: {},
      statistic: 'Sum',
      per: 'minute',
    };
    const inRegion = (region: string) => [
      bench.asker('one', [], region).alarmStates(['a']),
      bench.asker('one', [], region).metricFigures([query], { fromMs: NOON, toMs: NOON + minutes(1) }),
    ];

    const here = await Promise.all(inRegion('us-east-1').map((asked) => bench.ended<unknown>(asked)));
    const elsewhere = await Promise.all(inRegion('eu-west-1').map((asked) => bench.failure(asked)));

    expect(here.map((found) => found !== undefined && 'value' in found)).toEqual([true, true]);
    expect(elsewhere.map(({ code }) => code)).toEqual(['accessDenied', 'accessDenied']);
  });

  describe('figures', () => {
    const of = (metricName: string, statistic = 'Sum', per: MetricQuery['per'] = 'minute', version = '2') => ({
      namespace: 'AWS/Lambda',
      metricName,
      dimensions: { FunctionName: 'orders', Resource: 'orders:live', ExecutedVersion: version },
      statistic,
      per,
    });
    const span = (from: number, to: number) => ({ fromMs: NOON + minutes(from), toMs: NOON + minutes(to) });
    const traffic = (minute: number, more: Partial<LambdaTraffic> = {}): void =>
      bench.aws.recordTraffic({
        functionName: 'orders',
        alias: 'live',
        version: '2',
        minute: NOON + minutes(minute),
        invocations: 10,
        errors: minute,
        durationsMs: [minute + 1, minute + 2],
        ...more,
      });

    it('are by minute or of the whole span, only for minutes with data', async () => {
      traffic(0);
      traffic(2);
      await bench.clock.advance(minutes(5));

      const { series, readAtMs } = await bench.answer(
        bench
          .asker()
          .metricFigures(
            [of('Errors'), of('Duration', 'Maximum', 'span'), of('Errors', 'Sum', 'minute', '9')],
            span(0, 4),
          ),
      );

      expect(series).toEqual([
        [
          { atMs: NOON, value: 0 },
          { atMs: NOON + minutes(2), value: 2 },
        ],
        [{ atMs: NOON, value: 4 }],
        [],
      ]);
      expect(readAtMs).toBe(NOON + minutes(5) + 100);
      expect(bench.made('GetMetricData')).toBe(1);
    });

    it('of different spans share a call, and each asker gets its own minutes', async () => {
      for (const minute of [0, 1, 2, 3]) traffic(minute);
      await bench.clock.advance(minutes(6));

      const [early, late] = await bench.answer(
        Promise.all([
          bench.asker().metricFigures([of('Errors')], span(0, 2)),
          bench.asker('two').metricFigures([of('Errors')], span(1, 4)),
        ]),
      );

      expect(early.series[0]?.map(({ value }) => value)).toEqual([0, 1]);
      expect(late.series[0]?.map(({ value }) => value)).toEqual([1, 2, 3]);
      expect(bench.made('GetMetricData')).toBe(1);
    });

    it('that are late or corrected are there at the next look', async () => {
      traffic(0, { errors: 1 });
      traffic(0, { errors: 2, visibleAt: NOON + minutes(4) });
      traffic(0, { errors: 5, visibleAt: NOON + minutes(6), replaces: true });
      const seen: (number | undefined)[] = [];
      for (let minute = 1; minute <= 7; minute++) {
        await bench.clock.advance(NOON + minutes(minute) - bench.clock.now());
        const { series } = await bench.answer(
          bench.asker().metricFigures([of('Errors')], span(0, 1), { maxAgeMs: 30_000 }),
        );
        seen.push(series[0]?.[0]?.value);
      }

      expect(seen).toEqual([undefined, 1, 1, 3, 3, 5, 5]);
    });

    it('that AWS rejects fail for their asker, not for those who share the call', async () => {
      bench.aws.configure({ cloudwatch: { percentileRanks: false } });
      traffic(0);
      await bench.clock.advance(minutes(3));
      const good = bench.asker('two').metricFigures([of('Invocations')], span(0, 2));
      const bad = bench.asker().metricFigures([of('Invocations'), of('Duration', 'PR(:300)')], span(0, 2));

      const [error, found] = await Promise.all([bench.failure(bad), bench.answer(good)]);

      expect(error).toMatchObject({ code: 'awsRefused', details: { awsCode: 'InvalidParameterValueException' } });
      expect(found.series).toEqual([[{ atMs: NOON, value: 10 }]]);
      expect(bench.made('GetMetricData')).toBe(3);
    });

    it('of more than 500 queries, or of more than AWS answers at a time, take more calls', async () => {
      for (let minute = 0; minute < 210; minute++) traffic(minute, { errors: 0 });
      await bench.clock.advance(minutes(215));
      const queries = Array.from({ length: 501 }, (_entry, index) => of('Duration', `p${(index + 1) / 10}`));

      const many = await bench.answer(bench.asker().metricFigures(queries, span(0, 2)));
      const before = bench.made('GetMetricData');
      const long = await bench.answer(bench.asker().metricFigures(queries.slice(0, 490), span(0, 210)));

      expect(many.series.map((points) => points.length)).toEqual(queries.map(() => 2));
      expect(before).toBe(2);
      expect(long.series.every((points) => points.length === 210)).toBe(true);
      expect(bench.made('GetMetricData')).toBe(before + 2);
    });

    it('that the role may not read name the action', async () => {
      bench.configure({ assumeRoleArn: ROLE });
      bench.aws.setPolicy(ROLE, {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'cloudwatch:DescribeAlarms', Resource: '*' }],
      });

      const error = await bench.failure(bench.asker().metricFigures([of('Errors')], span(0, 1)));

      expect(error.code).toBe('accessDenied');
      expect(error.details.next).toMatchObject({ values: { action: 'cloudwatch:GetMetricData' } });
    });
  });
});
