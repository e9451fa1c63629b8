import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { startTestLambda, type TestLambda } from './testing/startTestLambda';

const BUS = 'arn:aws:events:us-east-1:123456789012:event-bus/deployments',
  DEFAULT_BUS = 'arn:aws:events:us-east-1:123456789012:event-bus/default';
const ALIAS = 'arn:aws:lambda:us-east-1:123456789012:function:orders:live';

describe('PutEvents of EventBridge', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda({ resources: { eventBuses: [BUS] } });
  });
  afterEach(() => aws.clearFaults());
  afterAll(() => aws.close());

  const entry = (change: Partial<PutEventsRequestEntry> = {}): PutEventsRequestEntry => ({
    Source: 'lambda-stages',
    DetailType: 'rollout.reverted',
    Detail: '{"a":1}',
    EventBusName: BUS,
    ...change,
  });
  const put = (...Entries: PutEventsRequestEntry[]) => aws.eventBridge.send(new PutEventsCommand({ Entries }));

  it('keeps what a bus has received, by ARN, name or without one', async () => {
    const answer = await put(
      entry({ Time: new Date('2026-12-01T10:00:00Z'), Resources: [ALIAS] }),
      entry({ EventBusName: 'deployments' }),
      entry({ EventBusName: undefined }),
    );

    expect(answer).toMatchObject({ FailedEntryCount: 0 });
    expect(aws.eventsOf(BUS)).toMatchObject([
      {
        eventId: answer.Entries?.[0]?.EventId,
        source: 'lambda-stages',
        detailType: 'rollout.reverted',
        detail: '{"a":1}',
        time: Date.parse('2026-12-01T10:00:00Z'),
        resources: [ALIAS],
      },
      { eventId: answer.Entries?.[1]?.EventId },
    ]);
    expect(aws.eventsOf(DEFAULT_BUS)).toMatchObject([{ eventId: answer.Entries?.[2]?.EventId }]);
    expect(aws.calls().at(-1)).toMatchObject({ service: 'events', operation: 'PutEvents', status: 200, acted: true });
  });

  // Reported for every SDK: "Putting an event on an nonexistent EventBridge event bus returns a success".
  it('accepts an event for a bus that does not exist, and nobody ever sees it', async () => {
    const missing = `${BUS}-2`;

    const answer = await put(entry({ EventBusName: missing }));

    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) as string }] });
    expect(aws.eventsOf(missing)).toEqual([]);
  });

  it('answers 200 when entries fail, each with its own reason, and keeps the others', async () => {
    const before = aws.eventsOf(BUS).length;

    const answer = await put(
      entry({ Source: undefined }),
      entry({ Detail: '[]' }),
      entry({ Source: 'aws.lambda' }),
      entry({ DetailType: 'x'.repeat(129) }),
      entry(),
    );

    expect(answer.$metadata.httpStatusCode).toBe(200);
    expect(answer.FailedEntryCount).toBe(4);
    expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
      'InvalidArgument',
      'MalformedDetail',
      'NotAuthorizedForSourceException',
      'InvalidArgument',
      undefined,
    ]);
    expect(aws.eventsOf(BUS)).toHaveLength(before + 1);
  });

  it('lets an entry fail where a fault says so', async () => {
    aws.addFault({ kind: 'entryFails', operation: 'PutEvents', code: 'InternalFailure', entry: 1 });

    const answer = await put(entry(), entry());
    const next = await put(entry(), entry());

    expect(answer).toMatchObject({
      FailedEntryCount: 1,
      Entries: [{ EventId: expect.any(String) as string }, { ErrorCode: 'InternalFailure' }],
    });
    expect(next.FailedEntryCount).toBe(0);
  });

  it.each<[string, PutEventsRequestEntry[]]>([
    ['no entry', []],
    ['eleven entries', Array.from({ length: 11 }, () => entry())],
    ['262,145 bytes', [entry({ Source: 's', DetailType: 't', Detail: JSON.stringify('x'.repeat(262_141)) })]],
    [
      '262,145 bytes with resources and time',
      [
        entry({
          Source: 's',
          DetailType: 't',
          Time: new Date(),
          Resources: [ALIAS],
          Detail: filler(2 + 14 + ALIAS.length - 1),
        }),
      ],
    ],
    ['the name of no bus', [entry({ EventBusName: 'a b' })]],
    ['what this emulator does not have', [entry({ TraceHeader: 'x' })]],
  ])('refuses %s as a whole', async (_what, entries) => {
    await expect(put(...entries)).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('takes 262,144 bytes', async () => {
    const answer = await put(entry({ Source: 's', DetailType: 't', Detail: filler(2) }));

    expect(answer.FailedEntryCount).toBe(0);
  });

  it.each([
    [{ kind: 'throttle' as const }, 'ThrottlingException', 400],
    [{ kind: 'error5xx' as const }, 'InternalException', 500],
    [{ kind: 'accessDenied' as const }, 'AccessDeniedException', 400],
  ])('a fault %j is %s', async (fault, name, httpStatusCode) => {
    aws.addFault({ ...fault, operation: 'PutEvents' });

    await expect(put(entry())).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  /** A JSON object that leaves this many bytes of an entry's limit. */
  function filler(left: number): string {
    return JSON.stringify({ a: 'x'.repeat(262_144 - left - '{"a":""}'.length) });
  }
});
