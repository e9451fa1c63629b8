import { ReceiverLoop, type DeliveryDeps, type EventReceiver } from './receiverLoop';

/** How long an event is tried. */
const TRIED_FOR_MS = 24 * 3_600_000;
const DROP_EVERY_MS = 60_000;

/** Delivers events in the background. */
export interface EventSender {
  /** Looks now: an event may just have been written. */
  look(): void;
  /** Stops. What is not delivered stays in the journal, for the next process or another replica. */
  close(): Promise<void>;
}

/**
 * Delivers each event to its receivers at least once, those of one operation in order, and gives one up after a day. The
 * journal says which are left, so none is lost with the process, and of several replicas only one delivers it.
 */
export function eventSender(receivers: readonly EventReceiver[], deps: DeliveryDeps): EventSender {
  const { clock } = deps,
    loops = receivers.map((receiver) => new ReceiverLoop(receiver, deps));
  let isClosed = false,
    dropping: Promise<void> = Promise.resolve(),
    cancelTimer = (): void => undefined;
  const drop = (): void => {
    dropping = dropOld(receivers, deps).then(() => {
      if (!isClosed) cancelTimer = clock.at(clock.now() + DROP_EVERY_MS, drop);
    });
  };
  drop();
  return {
    look() {
      for (const loop of loops) loop.look();
    },
    async close() {
      isClosed = true;
      cancelTimer();
      await Promise.all([dropping, ...loops.map((loop) => loop.close())]);
    },
  };
}

/** Gives up what nobody has taken for a day, including what was meant for a receiver that is no longer configured. */
async function dropOld(
  receivers: readonly EventReceiver[],
  { outbox, clock, log, onResult }: DeliveryDeps,
): Promise<void> {
  const kinds = new Map(receivers.map(({ key, kind }) => [key, kind]));
  try {
    for (const { id: event, receiver, type, operationId: operation } of await outbox.dropWrittenBefore(
      clock.now() - TRIED_FOR_MS,
    )) {
      log.error({ event, type, operation }, 'an event was given up: it could not be delivered for a day');
      onResult({ type, result: 'dropped', receiver: kinds.get(receiver) ?? 'removed' });
    }
  } catch (error) {
    log.warn({ reason: String(error) }, 'the events that are left could not be read or written; retrying');
  }
}
