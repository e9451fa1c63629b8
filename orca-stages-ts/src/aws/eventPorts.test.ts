import { StageError, type AwsCall } from 'stage-contract';
import { startStrictLambda, type IamStatement, type StrictLambda } from 'strict-lambda';
import { systemClock } from '../model/clock';
import type { EventBridgePort } from '../model/eventBridgePort';
import type { SnsPort } from '../model/snsPort';
import { UNPACED_RATES } from '../testing/unpacedRates';
import { createAwsPort, type PacedAwsPort } from './index';

const ROLE = 'arn:aws:iam::123456789012:role/lambda-stages';
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:deployments',
  FIFO = `${TOPIC}.fifo`,
  BUS = 'arn:aws:events:us-east-1:123456789012:event-bus/deployments';
const message = { topicArn: TOPIC, text: '{"id":"1"}', attributes: { type: 'rollout.held' } };
const event = {
  busArn: BUS,
  source: 'lambda-stages',
  detailType: 'rollout.held',
  detail: '{"id":"1"}',
  timeMs: Date.UTC(2026, 11, 1),
  resources: ['arn:aws:lambda:us-east-1:123456789012:function:orders:live'],
};

describe('the services that take events, over a strict one', () => {
  let aws: StrictLambda, port: PacedAwsPort, sns: SnsPort, eventBridge: EventBridgePort;
  let observed: AwsCall[];
  const { signal } = new AbortController();

  beforeAll(async () => {
    aws = await startStrictLambda({ quotas: 'unlimited', resources: { topics: [TOPIC, FIFO], eventBuses: [BUS] } });
  });
  afterAll(() => aws.close());
  beforeEach(async () => {
    aws.clearFaults();
    aws.clearCalls();
    aws.setPolicy(ROLE, undefined);
    observed = [];
    const account = { name: 'local', accountId: '123456789012', regions: ['us-east-1'], assumeRoleArn: ROLE };
    port = createAwsPort(
      {
        accounts: [{ ...account, lambdaEndpoint: aws.url, stsEndpoint: aws.url, testCredentials: true }],
        rates: UNPACED_RATES,
        timing: { awsConnectTimeoutMs: 2_000, awsRequestTimeoutMs: 5_000 },
      },
      systemClock,
      { observe: (call) => observed.push(call) },
    );
    const scope = { account: 'local', region: 'us-east-1', executionId: 'events', onCall: () => undefined };
    sns = await port.eventPortsFor.sns(scope);
    eventBridge = await port.eventPortsFor.eventBridge(scope);
  });
  afterEach(() => port.close());

  const publish = (change: Partial<Parameters<SnsPort['publish']>[0]> = {}) =>
    sns.publish({ ...message, ...change }, signal);
  const put = (change: Partial<Parameters<EventBridgePort['putEvent']>[0]> = {}) =>
    eventBridge.putEvent({ ...event, ...change }, signal);
  const may = (...Statement: IamStatement[]): void => aws.setPolicy(ROLE, { Version: '2012-10-17', Statement });
  const failureOf = async (call: Promise<unknown>): Promise<StageError> => {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (error instanceof StageError) return error;
    throw new Error(`Expected a StageError, got ${String(error)}`);
  };

  it('publishes a message with its attributes, with credentials of the role', async () => {
    await publish();

    expect(aws.messagesOf(TOPIC)).toMatchObject([
      { message: message.text, attributes: { type: { type: 'String', value: 'rollout.held' } } },
    ]);
    expect(aws.calls().map(({ operation }) => operation)).toEqual(['AssumeRole', 'Publish']);
    expect(observed.map(({ call, changes }) => [call, changes])).toEqual([
      ['AssumeRole', false],
      ['Publish', false],
    ]);
  });

  it('publishes to a FIFO topic in a group, and once', async () => {
    const fifo = { groupId: 'operation-1', deduplicationId: 'event-1' };

    await publish({ topicArn: FIFO, fifo });
    await publish({ topicArn: FIFO, fifo });

    expect(aws.messagesOf(FIFO)).toMatchObject([fifo]);
  });

  it('puts an event on a bus, with what it is about and when it happened', async () => {
    await put();

    expect(aws.eventsOf(BUS)).toMatchObject([
      {
        source: 'lambda-stages',
        detailType: 'rollout.held',
        detail: event.detail,
        time: event.timeMs,
        resources: event.resources,
      },
    ]);
  });

  it.each([
    ['Publish', () => publish(), 'sns:Publish', TOPIC],
    ['PutEvents', () => put(), 'events:PutEvents', BUS],
  ])('names the action and the resource if %s is denied', async (_call, act, action, resource) => {
    may({ Effect: 'Allow', Action: 'lambda:*', Resource: '*' });
    const failure = await failureOf(act());
    may({ Effect: 'Allow', Action: action, Resource: resource });
    await act();

    expect(failure).toMatchObject({ code: 'accessDenied' });
    expect(failure.details.next?.words).toBe(
      `Allow ${action} on ${resource} in the policy of the sidecar's role; \`lambda-stages iam-policy\` prints the minimal policy.`,
    );
  });

  it.each([
    ['Publish', () => publish()],
    ['PutEvents', () => put()],
  ])('tells a throttle of %s, after which the pool is slower, from a failure of AWS', async (operation, act) => {
    aws.addFault({ kind: 'throttle', operation });
    const throttled = await failureOf(act());
    const { throttles } = port.pools().find(({ pool }) => pool.toLowerCase() === operation.toLowerCase()) ?? {};
    aws.addFault({ kind: 'error5xx', operation, status: 503 });
    const failed = await failureOf(act());
    aws.addFault({ kind: 'dropAfter', operation });
    const dropped = await failureOf(act());

    expect([throttled.code, failed.code, dropped.code]).toEqual(['throttled', 'awsUnavailable', 'awsUnavailable']);
    expect(throttles).toBe(1);
  });

  it('says that a topic does not exist', async () => {
    const failure = await failureOf(publish({ topicArn: `${TOPIC}-2` }));

    expect(failure.details).toMatchObject({ code: 'awsRefused', awsCode: 'NotFoundException', httpStatus: 404 });
  });

  it.each([
    ['InternalFailure', 'awsUnavailable'],
    ['ThrottlingException', 'throttled'],
    ['NotAuthorizedForSourceException', 'awsRefused'],
  ])('an entry that fails as %s in an answer of 200 is a failure of the call', async (code, ours) => {
    aws.addFault({ kind: 'entryFails', operation: 'PutEvents', code });
    const before = aws.eventsOf(BUS).length;

    const failure = await failureOf(put());

    expect(failure.details).toMatchObject({ code: ours, awsCode: code });
    expect(aws.eventsOf(BUS)).toHaveLength(before);
    expect(observed.at(-1)).toMatchObject({ call: 'PutEvents', error: code });
  });

  it('says what AWS does not take', async () => {
    const [long, malformed] = [
      await failureOf(publish({ text: 'x'.repeat(300_000) })),
      await failureOf(put({ detail: '[]' })),
    ];

    expect([long.details.awsCode, malformed.details.awsCode]).toEqual(['InvalidParameterException', 'MalformedDetail']);
  });

  it('an aborted call is not made', async () => {
    const failure = await failureOf(sns.publish(message, AbortSignal.abort()));

    expect(failure.code).toBe('awsUnavailable');
    expect(aws.calls().filter(({ operation }) => operation === 'Publish')).toEqual([]);
  });
});
