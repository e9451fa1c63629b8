import type { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { StageError } from 'stage-contract';
import type { MetricQuery } from '../../model/metricFacts';
import { manualClock } from '../../testing/manualClock';
import { AwsCaller } from '../awsCaller';
import type { CallFacts } from '../callFacts';
import type { PeriodAnswer } from './cloudwatchCalls';
import { cloudwatchFailures } from './cloudwatchFailures';
import { metricFigures } from './operations';
import { SharedCloudwatch } from './sharedCloudwatch';

const query: MetricQuery = {
  namespace: 'AWS/Lambda',
  metricName: 'Duration',
  dimensions: {},
  statistic: 'p50',
  per: 'span',
};

/** Answers that AWS may give, and the strict Lambda never does. */
async function seenWith(answer: PeriodAnswer): Promise<unknown> {
  const clock = manualClock(0);
  const shared = new SharedCloudwatch({
    accounts: [{ name: 'local', accountId: '123456789012', regions: ['us-east-1'], testCredentials: true }],
    clock,
    callsFor: () => ({ alarmStates: async () => [], metricFigures: async () => [answer] }),
  });
  const scope = { account: 'local', region: 'us-east-1', executionId: 'e', onCall: () => undefined };
  const seen = shared
    .portFor(scope)
    .metricFigures([query], { fromMs: 120_000, toMs: 420_000 })
    .then(
      ({ series }) => series,
      ({ code, details }: StageError) => [code, details.what.code],
    );
  await clock.advance(300);
  return seen;
}

it.each<[string, PeriodAnswer, unknown]>([
  ['a figure of the span', { points: [{ atMs: 120_000, value: 7 }] }, [[{ atMs: 120_000, value: 7 }]]],
  ['nothing', { points: [] }, [[]]],
  [
    'periods that do not begin with the span',
    { points: [{ atMs: 300_000, value: 7 }] },
    ['awsRefused', 'otherPeriods'],
  ],
  ['an error of its own', { failure: 'InternalError', message: '' }, ['awsUnavailable', 'noAnswer']],
  ['a refusal', { failure: 'Forbidden', message: 'no' }, ['accessDenied', 'notAllowed']],
])('a query to which AWS answers %s has that answer or fails', async (_what, answer, expected) => {
  expect(await seenWith(answer)).toEqual(expected);
});

it('figures that AWS divides between pages are put together', async () => {
  const pages = [
    { MetricDataResults: [{ Id: 'q0', Timestamps: [new Date(0)], Values: [1] }], NextToken: 'more' },
    {
      MetricDataResults: [
        { Id: 'q1', Timestamps: [new Date(0)], Values: [3] },
        { Id: 'q0', Timestamps: [new Date(60_000)], Values: [2] },
      ],
    },
  ];
  const asked: unknown[] = [];
  const send = async (command: GetMetricDataCommand) => {
    asked.push(command.input.NextToken);
    return { ...pages[asked.length - 1], $metadata: { requestId: 'r' } };
  };
  const caller = new AwsCaller<CloudWatchClient, CallFacts>({
    clock: manualClock(0),
    scope: { account: 'local', region: 'us-east-1', executionId: 'e', onCall: () => undefined },
    call: 'GetMetricData',
    changes: false,
    client: Object.assign(Object.create(null) as CloudWatchClient, { send }),
    pacer: undefined,
    failures: cloudwatchFailures,
    prepare: async () => undefined,
  });
  const queries = [1, 2].map(() => ({ ...query, periodSeconds: 60 }));

  const found = await metricFigures.run(caller, queries, { fromMs: 0, toMs: 120_000 });

  expect(found).toEqual([
    {
      points: [
        { atMs: 0, value: 1 },
        { atMs: 60_000, value: 2 },
      ],
    },
    { points: [{ atMs: 0, value: 3 }] },
  ]);
  expect(asked).toEqual([undefined, 'more']);
});
