import { createHmac, randomBytes } from 'node:crypto';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { eventSender, postCloudEvent, type EventReceiver } from '../../orca-stages-ts/src/events';
import { eventOutbox } from '../../orca-stages-ts/src/journal/queries/eventOutbox';
import {
  outcomeOf,
  startEngineBench,
  testRequest,
  type EngineBench,
} from '../../orca-stages-ts/src/testing/engineBench';
import { keptLog } from '../../orca-stages-ts/src/testing/keptLog';
import { JOURNAL_KINDS, useJournals } from '../../orca-stages-ts/src/testing/testJournals';
import { freePort } from '../../orca-stages-ts/src/testing/freePort';
import { startReceiver, type Receiver } from './eventReceiver';
import { telling } from './tellingStage';

/* Whether receivers get the events of the journal, whatever happens to them and to replicas. */

const SECOND = 1_000,
  MINUTE = 60 * SECOND,
  HOUR = 60 * MINUTE;
const KEY = randomBytes(32);

let bench: EngineBench;
let receivers: Receiver[];
let closing: (() => Promise<void>)[];
const begin = (journal?: string): void => {
  bench = startEngineBench(journal);
  receivers = [];
  closing = [];
};
afterEach(async () => {
  const closed = Promise.all(closing.map((close) => close()));
  // What is in flight is given up after two seconds.
  await bench.clock.advance(2 * SECOND);
  await closed;
  await Promise.all(receivers.map((receiver) => receiver.close()));
  await bench.close();
});

const receive = async (port?: number): Promise<Receiver> => {
  const receiver = await startReceiver(port);
  receivers.push(receiver);
  return receiver;
};
const at = (url: string, key = 'receiver'): EventReceiver => ({
  key,
  kind: 'http',
  name: new URL(url).origin,
  post: postCloudEvent({ url, key: KEY }),
});

/** An engine, and what delivers its events unless `delivers` is false, as one process has them. */
async function startReplica(told: EventReceiver[], { delivers = true } = {}) {
  const log = keptLog(),
    results: string[] = [];
  let look = (): void => undefined;
  const { engine, database } = await bench.start(telling, {
    events: { source: 'http://lambda-stages', receivers: told, onWritten: () => look() },
  });
  if (delivers) {
    const sender = eventSender(told, {
      outbox: eventOutbox(database),
      clock: bench.clock,
      log,
      onResult: ({ type, result }) => results.push(`${type} ${result}`),
    });
    look = () => sender.look();
    sender.look();
    closing.push(() => sender.close());
  }
  return { engine, database, log, results };
}
/** Lets time pass, a second at a time, until something is true. */
const passUntil = (awaited: string, isReached: () => boolean): Promise<true> =>
  eventually(awaited, async () => {
    if (isReached()) return true;
    await bench.clock.advance(SECOND);
    return new NotYet('not yet');
  });
const wordsOf = ({ got }: Receiver): string[] =>
  got.map(({ text }) => (JSON.parse(text) as { data: { sentence: string } }).data.sentence);
const IN_ORDER = ['Held at one.', 'Held at two.', 'Promoted.'];

describe.each(JOURNAL_KINDS)('events, from %s', (kind) => {
  const journals = useJournals(kind);
  beforeEach(async () => {
    begin(await journals.next());
  });

  it('come once and in order, although several replicas look for them', async () => {
    const receiver = await receive();
    const { engine } = await startReplica([at(receiver.url)]);
    for (const _other of [2, 3]) await startReplica([at(receiver.url)]);

    await engine.create(testRequest());
    await passUntil('three events', () => receiver.got.length >= 3);
    await bench.clock.advance(MINUTE);

    expect(wordsOf(receiver)).toEqual(IN_ORDER);
  });

  it('that a process has committed and not sent before it died are sent by the next one', async () => {
    const receiver = await receive();
    const dead = await startReplica([at(receiver.url)], { delivers: false });
    await dead.engine.create(testRequest());
    await bench.clock.advance(MINUTE);
    bench.abandon(dead.engine);
    expect(receiver.got).toEqual([]);

    await startReplica([at(receiver.url)]);
    await passUntil('three events', () => receiver.got.length >= 3);

    expect(wordsOf(receiver)).toEqual(IN_ORDER);
  });

  it('come again with the same ID if a process died between sending and noting it', async () => {
    const receiver = await receive();
    const dead = await startReplica([at(receiver.url)], { delivers: false });
    await dead.engine.create(testRequest());
    await bench.clock.advance(SECOND);
    const [taken] = await eventOutbox(dead.database).take('receiver', bench.clock.now(), {
      atMost: 1,
      againAt: bench.clock.now() + 30 * SECOND,
    });
    if (taken?.document === undefined) throw new Error('nothing was taken');
    await at(receiver.url).post(taken.document, { nowMs: bench.clock.now() });

    await startReplica([at(receiver.url)]);
    await passUntil('all events', () => receiver.got.length >= 4);

    expect(wordsOf(receiver)).toEqual(['Held at one.', ...IN_ORDER]);
    expect(receiver.got[1]?.headers['webhook-id']).toBe(receiver.got[0]?.headers['webhook-id']);
  });
});

describe('a receiver of events', () => {
  beforeEach(() => begin());

  it('that was down gets everything in order when it is back, each attempt with its own signed time', async () => {
    const port = await freePort();
    const { engine, log, results } = await startReplica([at(`http://127.0.0.1:${port}/events`)]);
    await engine.create(testRequest());
    await passUntil('three failures', () => results.length >= 3);
    await bench.clock.advance(HOUR);

    const receiver = await receive(port);
    await passUntil('three events', () => receiver.got.length >= 3);

    expect(wordsOf(receiver)).toEqual(IN_ORDER);
    expect(new Set(results.slice(0, -3))).toEqual(new Set(['rollout.held failed']));
    expect(results.slice(-3)).toEqual([
      'rollout.held delivered',
      'rollout.held delivered',
      'rollout.promoted delivered',
    ]);
    // An outage is one warning, however long it lasts.
    expect(log.lines.map(({ message }) => message)).toEqual([
      'a receiver of events does not take them; retrying',
      'a receiver of events takes them again',
    ]);
    const [{ headers, text } = receiver.none] = receiver.got;
    const timestamp = Number(headers['webhook-timestamp']);
    expect(Math.abs(timestamp * 1000 - bench.clock.now())).toBeLessThan(10 * MINUTE);
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', KEY)
        .update(`${String(headers['webhook-id'])}.${timestamp}.${text}`)
        .digest('base64')}`,
    );
  });

  it('that does not answer delays neither operations nor other receivers', async () => {
    const [silent, other] = [await receive(), await receive()];
    silent.answer = 'silence';
    const { engine } = await startReplica([at(silent.url, 'silent'), at(other.url, 'other')]);
    const { id } = await engine.create(testRequest());

    await passUntil('all events at the other one', () => other.got.length >= 3);

    expect((await outcomeOf(engine, id)).status).toBe('SUCCEEDED');
    expect(silent.got).toHaveLength(1);
  });

  it('that does not answer keeps a process that ends for two seconds, and gets the event from the next one', async () => {
    const silent = await receive();
    silent.answer = 'silence';
    const { engine, database } = await startReplica([at(silent.url)]);
    await engine.create(testRequest());
    await passUntil('an attempt', () => silent.got.length === 1);

    const [close] = closing.splice(0);
    const closed = close?.().then(() => 'closed');
    await bench.clock.advance(2 * SECOND);
    const end = await closed;

    expect(end).toBe('closed');
    const left = await database.selectFrom('events').select('due_at').where('due_at', 'is not', null).execute();
    expect(left).toHaveLength(3);
  });

  it('that redirects gets the event again, and where it points to gets nothing', async () => {
    const [elsewhere, receiver] = [await receive(), await receive()];
    receiver.answer = { status: 307, headers: { location: elsewhere.url } };
    const { engine, results } = await startReplica([at(receiver.url)]);
    await engine.create(testRequest());
    await passUntil('two attempts', () => results.length >= 2);

    receiver.answer = { status: 204 };
    await passUntil('the last event', () => results.includes('rollout.promoted delivered'));

    expect(elsewhere.got).toEqual([]);
    expect(results.slice(0, 2)).toEqual(['rollout.held failed', 'rollout.held failed']);
  });

  it('that rejects an event for a day is not sent it any more', async () => {
    const receiver = await receive();
    receiver.answer = { status: 422 };
    const { engine, database, log, results } = await startReplica([at(receiver.url)]);
    await engine.create(testRequest());
    await passUntil('two attempts', () => results.length >= 2);
    const stillTried = results.filter((result) => result.endsWith('dropped'));
    await database
      .updateTable('events')
      .set({ written_at: bench.clock.now() - 24 * HOUR - 1 })
      .execute();

    await passUntil('the last event given up', () => results.includes('rollout.promoted dropped'));

    expect(stillTried).toEqual([]);

    expect(results.filter((result) => result.endsWith('dropped'))).toHaveLength(3);
    expect(log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual(
      Array.from({ length: 3 }, () => 'an event was given up: it could not be delivered for a day'),
    );
    const attempts = receiver.got.length;
    await bench.clock.advance(HOUR);
    expect(receiver.got).toHaveLength(attempts);
  });
});
