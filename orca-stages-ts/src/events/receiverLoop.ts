import type { Clock } from '../model/clock';
import type { DueEvent, EventOutbox } from '../model/eventOutbox';
import type { Log } from '../model/log';
import { NotDelivered } from './notDelivered';
import type { PostEvent } from './postEvent';

/** The kinds of receivers, as metrics name them. */
type ReceiverKind = 'http' | 'echo' | 'sns' | 'eventBridge';

/** Somebody who is told about events. */
export interface EventReceiver {
  /** Under this key, the journal keeps its events. */
  key: string;
  kind: ReceiverKind;
  /** Its name in the log: never its whole address, which may contain a secret. */
  name: string;
  post: PostEvent;
}

/** How an attempt to deliver an event has ended; `dropped`: it was given up. */
type DeliveryResult = 'delivered' | 'failed' | 'dropped';

/** The end of an attempt. */
export interface Attempted {
  /** Of the event. */
  type: string;
  result: DeliveryResult;
  /** `removed`: the receiver is no longer configured. */
  receiver: ReceiverKind | 'removed';
}

/** What delivering needs. */
export interface DeliveryDeps {
  outbox: EventOutbox;
  clock: Clock;
  log: Log;
  onResult(attempted: Attempted): void;
}

/** Other replicas write events too. */
const LOOK_EVERY_MS = 5_000;
/** How many are in flight to one receiver. */
const MOST_AT_A_TIME = 16;
/** How long a replica has an event to itself: longer than a receiver may take. */
const TAKEN_FOR_MS = 30_000;
/** How long a process that ends waits for receivers. */
const ENDS_WITHIN_MS = 2_000;
/** Wait before an event, or a receiver that takes none, is tried again; it doubles up to the longest one. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

const waitMs = (tries: number): number => Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries, 20), LONGEST_WAIT_MS);

/** Delivers the events of one receiver, so that one that is slow or down delays no other. */
export class ReceiverLoop {
  private isClosed = false;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private cancelTimer: () => void = () => undefined;
  /** Failures in a row; while there are any, one event at a time finds out whether the receiver is back. */
  private failures = 0;
  private closedUntil = 0;
  private readonly stopping = new AbortController();

  constructor(
    private readonly receiver: EventReceiver,
    private readonly deps: DeliveryDeps,
  ) {}

  /** Looks now: there may be something to deliver. */
  look(): void {
    this.lookAgain = true;
    if (this.isClosed || this.looking !== undefined) return;
    this.cancelTimer();
    this.looking = this.lookOnce().then((waitsMs) => {
      this.looking = undefined;
      const { clock } = this.deps;
      if (this.isClosed) return;
      if (this.lookAgain && clock.now() >= this.closedUntil) this.look();
      else this.cancelTimer = clock.at(Math.max(clock.now() + waitsMs, this.closedUntil), () => this.look());
    });
  }

  /** Stops, and lets what is in flight end for a moment. What is not delivered stays in the journal. */
  async close(): Promise<void> {
    const { clock } = this.deps;
    this.isClosed = true;
    this.cancelTimer();
    const cancel = clock.at(clock.now() + ENDS_WITHIN_MS, () => this.stopping.abort());
    await this.looking;
    cancel();
  }

  private async lookOnce(): Promise<number> {
    const { outbox, clock, log } = this.deps;
    this.lookAgain = false;
    if (clock.now() < this.closedUntil) return LOOK_EVERY_MS;
    try {
      const now = clock.now();
      const taken = await outbox.take(this.receiver.key, now, {
        atMost: this.failures > 0 ? 1 : MOST_AT_A_TIME,
        againAt: now + TAKEN_FOR_MS,
      });
      const ends = await Promise.allSettled(taken.map((event) => this.deliver(event)));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      if (taken.length > 0) this.lookAgain = true;
    } catch (error) {
      log.warn({ reason: String(error) }, 'the events that are left could not be read or written; retrying');
      this.lookAgain = false;
    }
    return LOOK_EVERY_MS;
  }

  private async deliver(event: DueEvent): Promise<void> {
    const { outbox, clock, onResult } = this.deps,
      of = { type: event.type, receiver: this.receiver.kind };
    try {
      if (event.document === undefined) throw new NotDelivered('this release cannot read it', 'event');
      await this.receiver.post(event.document, { nowMs: clock.now(), signal: this.stopping.signal });
    } catch (error) {
      if (!(error instanceof NotDelivered)) throw error;
      onResult({ ...of, result: 'failed' });
      this.noteFailure(event, error);
      await outbox.postpone(event, clock.now() + waitMs(event.tries));
      return;
    }
    onResult({ ...of, result: 'delivered' });
    this.noteSuccess();
    await outbox.settle(event);
  }

  private noteFailure(
    { id, type, operationId: operation, tries }: DueEvent,
    { message, concerns }: NotDelivered,
  ): void {
    const { log, clock } = this.deps,
      fields = { receiver: this.receiver.name, event: id, type, operation, reason: message };
    if (concerns === 'event') {
      if (tries === 0) log.warn(fields, 'a receiver does not accept an event; retrying for a day');
      return;
    }
    // Several that were in flight together count once.
    if (this.failures > 0 && clock.now() < this.closedUntil) return;
    if (this.failures === 0) log.warn(fields, 'a receiver of events does not take them; retrying');
    this.closedUntil = clock.now() + waitMs(this.failures);
    this.failures += 1;
  }

  private noteSuccess(): void {
    if (this.failures === 0) return;
    this.failures = 0;
    this.closedUntil = 0;
    this.deps.log.info({ receiver: this.receiver.name }, 'a receiver of events takes them again');
  }
}
