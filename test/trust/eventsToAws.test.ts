import { randomBytes } from 'node:crypto';
import { startStrictLambda, type StrictLambda } from 'strict-lambda';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { createAwsPort, type PacedAwsPort } from '../../orca-stages-ts/src/aws';
import {
  eventSender,
  postCloudEvent,
  publishToTopic,
  putOnBus,
  type Attempted,
  type EventReceiver,
} from '../../orca-stages-ts/src/events';
import { eventOutbox } from '../../orca-stages-ts/src/journal/queries/eventOutbox';
import type { AwsScope } from '../../orca-stages-ts/src/model/awsPort';
import {
  outcomeOf,
  startEngineBench,
  testRequest,
  type EngineBench,
} from '../../orca-stages-ts/src/testing/engineBench';
import { keptLog } from '../../orca-stages-ts/src/testing/keptLog';
import { JOURNAL_KINDS, useJournals } from '../../orca-stages-ts/src/testing/testJournals';
import { UNPACED_RATES } from '../../orca-stages-ts/src/testing/unpacedRates';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import { startReceiver } from './eventReceiver';
import { telling } from './tellingStage';

/* Whether topics and buses get the events of the journal, whatever AWS does and whatever happens to replicas. */

const SECOND = 1_000,
  MINUTE = 60 * SECOND,
  HOUR = 60 * MINUTE;
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT_ID}:deployments`,
  FIFO = `${TOPIC}.fifo`,
  BUS = `arn:aws:events:us-east-1:${ACCOUNT_ID}:event-bus/deployments`;
const ROLE = `arn:aws:iam::${ACCOUNT_ID}:role/lambda-stages`;
const IN_ORDER = ['Held at one.', 'Held at two.', 'Promoted.'];

let aws: StrictLambda, bench: EngineBench, port: PacedAwsPort, closing: (() => Promise<void>)[];
const scope: AwsScope = { account: 'local', region: 'us-east-1', executionId: 'events', onCall: () => undefined };

async function begin(journal?: string): Promise<void> {
  bench = startEngineBench(journal);
  closing = [];
  aws = await startStrictLambda({ quotas: 'unlimited', resources: { topics: [TOPIC, FIFO], eventBuses: [BUS] } });
  const account = { name: 'local', accountId: ACCOUNT_ID, regions: ['us-east-1'], assumeRoleArn: ROLE };
  port = createAwsPort(
    {
      accounts: [{ ...account, lambdaEndpoint: aws.url, stsEndpoint: aws.url, testCredentials: true }],
      rates: UNPACED_RATES,
      timing: { awsConnectTimeoutMs: 2_000, awsRequestTimeoutMs: 5_000 },
    },
    bench.clock,
  );
}
afterEach(async () => {
  const closed = Promise.all(closing.map((close) => close()));
  // What is in flight is given up after two seconds.
  await bench.clock.advance(2 * SECOND);
  await closed;
  port.close();
  await bench.close();
  await aws.close();
});

const topic = (topicArn = TOPIC): EventReceiver => ({
  key: topicArn,
  kind: 'sns',
  name: topicArn,
  post: publishToTopic({ topicArn, sns: () => port.eventPortsFor.sns(scope) }),
});
const bus = (): EventReceiver => ({
  key: BUS,
  kind: 'eventBridge',
  name: BUS,
  post: putOnBus({ busArn: BUS, eventBridge: () => port.eventPortsFor.eventBridge(scope) }),
});

/** An engine, and what delivers its events unless `delivers` is false, as one process has them. */
async function startReplica(told: EventReceiver[], { delivers = true } = {}) {
  const log = keptLog(),
    results: Attempted[] = [];
  let look = (): void => undefined;
  const { engine, database } = await bench.start(telling, {
    events: { source: 'http://lambda-stages', receivers: told, onWritten: () => look() },
  });
  if (delivers) {
    const deps = { outbox: eventOutbox(database), clock: bench.clock, log };
    const sender = eventSender(told, { ...deps, onResult: (attempted) => results.push(attempted) });
    look = () => sender.look();
    sender.look();
    closing.push(() => sender.close());
  }
  return { engine, database, log, results };
}

const passUntil = (awaited: string, isReached: () => boolean): Promise<true> =>
  eventually(awaited, async () => {
    if (isReached()) return true;
    await bench.clock.advance(SECOND);
    return new NotYet('not yet');
  });
interface Told {
  id: string;
  data: { sentence: string };
}
const atTopic = (topicArn = TOPIC): Told[] =>
  aws.messagesOf(topicArn).map(({ message }) => JSON.parse(message) as Told);
const onBus = (): Told[] => aws.eventsOf(BUS).map(({ detail }) => JSON.parse(detail) as Told);
const wordsOf = (told: readonly Told[]): string[] => told.map(({ data }) => data.sentence);
const reasons = (log: ReturnType<typeof keptLog>): string[] =>
  log.lines.flatMap(({ fields }) => ('reason' in fields ? [String(fields.reason)] : []));

describe.each(JOURNAL_KINDS)('events to a topic and a bus, from %s', (kind) => {
  const journals = useJournals(kind);
  beforeEach(async () => {
    await begin(await journals.next());
  });

  it('come once and in order, although several replicas look for them', async () => {
    const { engine } = await startReplica([topic(), bus()]);
    await startReplica([topic(), bus()]);

    await engine.create(testRequest());
    await passUntil('three events each', () => atTopic().length >= 3 && onBus().length >= 3);
    await bench.clock.advance(MINUTE);

    expect(wordsOf(atTopic())).toEqual(IN_ORDER);
    expect(wordsOf(onBus())).toEqual(IN_ORDER);
  });

  it.each([
    ['a topic', () => topic(), () => atTopic()],
    ['a bus', () => bus(), () => onBus()],
  ])('come again with the same ID to %s if a replica died between sending and noting it', async (_what, to, got) => {
    const receiver = to();
    const dead = await startReplica([receiver], { delivers: false });
    await dead.engine.create(testRequest());
    await bench.clock.advance(SECOND);
    const [taken] = await eventOutbox(dead.database).take(receiver.key, bench.clock.now(), {
      atMost: 1,
      againAt: bench.clock.now() + 30 * SECOND,
    });
    if (taken?.document === undefined) throw new Error('nothing was taken');
    await receiver.post(taken.document, { nowMs: bench.clock.now() });

    await startReplica([receiver]);
    await passUntil('all events', () => got().length >= 4);

    expect(wordsOf(got())).toEqual(['Held at one.', ...IN_ORDER]);
    expect(got()[1]?.id).toBe(got()[0]?.id);
  });

  it('come once to a FIFO topic even then', async () => {
    const receiver = topic(FIFO);
    const dead = await startReplica([receiver], { delivers: false });
    const { id } = await dead.engine.create(testRequest());
    await bench.clock.advance(SECOND);
    const [taken] = await eventOutbox(dead.database).take(FIFO, bench.clock.now(), {
      atMost: 1,
      againAt: bench.clock.now() + 30 * SECOND,
    });
    if (taken?.document === undefined) throw new Error('nothing was taken');
    await receiver.post(taken.document, { nowMs: bench.clock.now() });

    await startReplica([receiver]);
    await passUntil('all events', () => atTopic(FIFO).length >= 3);

    expect(wordsOf(atTopic(FIFO))).toEqual(IN_ORDER);
    expect(aws.messagesOf(FIFO).map(({ groupId }) => groupId)).toEqual([id, id, id]);
  });
});

describe('a topic and a bus', () => {
  beforeEach(() => begin());

  it.each([
    ['throttled', { kind: 'throttle' as const }],
    ['failing', { kind: 'error5xx' as const }],
    ['cut off after they have acted', { kind: 'dropAfter' as const }],
  ])('get every event in order after calls that were %s', async (_what, fault) => {
    for (const operation of ['Publish', 'PutEvents']) aws.addFault({ ...fault, operation, times: 3 });
    const { engine } = await startReplica([topic(), bus()]);
    await engine.create(testRequest());

    await passUntil('the last event at both', () =>
      [atTopic(), onBus()].every((got) => wordsOf(got).includes('Promoted.')),
    );

    for (const got of [atTopic(), onBus()]) expect([...new Set(wordsOf(got))]).toEqual(IN_ORDER);
  });

  it('whose entry fails in an answer of 200 gets the event again', async () => {
    aws.addFault({ kind: 'entryFails', operation: 'PutEvents', code: 'InternalFailure', times: 2 });
    const { engine, results } = await startReplica([bus()]);
    await engine.create(testRequest());

    await passUntil('three events', () => onBus().length >= 3);

    expect(wordsOf(onBus())).toEqual(IN_ORDER);
    expect(results.slice(0, 3)).toEqual([
      { type: 'rollout.held', result: 'failed', receiver: 'eventBridge' },
      { type: 'rollout.held', result: 'failed', receiver: 'eventBridge' },
      { type: 'rollout.held', result: 'delivered', receiver: 'eventBridge' },
    ]);
  });

  it('a topic that does not exist delays no operation, bus or address, and the log says what to do', async () => {
    const address = await startReceiver();
    closing.push(() => address.close());
    const { engine, log, results } = await startReplica([
      topic(`${TOPIC}-2`),
      bus(),
      {
        key: 'http',
        kind: 'http',
        name: address.url,
        post: postCloudEvent({ url: address.url, key: randomBytes(32) }),
      },
    ]);
    const { id } = await engine.create(testRequest());

    await passUntil('all events at the others', () => onBus().length >= 3 && address.got.length >= 3);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    await passUntil('a failure', () =>
      results.some(({ receiver, result }) => receiver === 'sns' && result === 'failed'),
    );
    expect(reasons(log)).toEqual([
      `AWS rejected Publish: Topic does not exist. (${TOPIC}-2 · local / us-east-1) Create the topic, or correct accounts[].events.snsTopicArn.`,
    ]);
  });

  it('that are denied name the action and the resource once, and get everything when it is allowed', async () => {
    aws.setPolicy(ROLE, { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'lambda:*', Resource: '*' }] });
    const { engine, log, results } = await startReplica([topic(), bus()]);
    await engine.create(testRequest());
    await passUntil('failures', () => results.length >= 6);

    aws.setPolicy(ROLE, undefined);
    await bench.clock.advance(HOUR);
    await passUntil('everything', () => atTopic().length >= 3 && onBus().length >= 3);

    const [publish, putEvents, ...more] = reasons(log).sort();
    expect(more).toEqual([]);
    expect(putEvents).toContain(`Allow events:PutEvents on ${BUS} in the policy of the sidecar's role`);
    expect(publish).toContain(`Allow sns:Publish on ${TOPIC} in the policy of the sidecar's role`);
    expect([wordsOf(atTopic()), wordsOf(onBus())]).toEqual([IN_ORDER, IN_ORDER]);
  });

  it('that are not available for a day are given up, and counted', async () => {
    aws.addFault({ kind: 'error5xx', operation: 'Publish', times: 10_000 });
    const { engine, database, results } = await startReplica([topic()]);
    await engine.create(testRequest());
    await passUntil('an attempt', () => results.length >= 1);
    await database
      .updateTable('events')
      .set({ written_at: bench.clock.now() - 24 * HOUR - 1 })
      .execute();

    await passUntil('the last event given up', () => results.filter(({ result }) => result === 'dropped').length >= 3);

    const dropped = results.filter(({ result }) => result === 'dropped');
    expect(dropped.map(({ type }) => type).sort()).toEqual(['rollout.held', 'rollout.held', 'rollout.promoted']);
    expect(new Set(dropped.map(({ receiver }) => receiver))).toEqual(new Set(['sns']));
    expect(atTopic()).toEqual([]);
  });

  it('that do not answer keep a process that ends for two seconds', async () => {
    aws.addFault({ kind: 'slow', operation: 'Publish', ms: 8_000 });
    const { engine, database } = await startReplica([topic()]);
    await engine.create(testRequest());
    await passUntil('an attempt', () => aws.inFlight().includes('Publish'));

    const [close] = closing.splice(0);
    const closed = close?.().then(() => 'closed');
    await bench.clock.advance(2 * SECOND);
    const end = await closed;

    expect(end).toBe('closed');
    const left = await database.selectFrom('events').select('due_at').where('due_at', 'is not', null).execute();
    expect(left).toHaveLength(3);
  });
});
