import { createHash } from 'node:crypto';
import type { Configuration, Secrets } from './config';
import type { EngineContext } from './engine';
import { eventSender, postCloudEvent, postToEcho, type EventReceiver } from './events';
import type { Metrics } from './http';
import type { JournalDatabase } from './journal/openJournal';
import { eventOutbox } from './journal/queries/eventOutbox';
import type { Clock } from './model/clock';
import type { Log } from './model/log';
import type { EventType } from './model/stageEvents';

/** What events need of the sidecar. */
interface EventDeps {
  configuration: Configuration;
  secrets: Secrets;
  database: JournalDatabase;
  clock: Clock;
  log: Log;
  metrics: Metrics;
}

/** Events of this sidecar: to whom the engine writes them, and what delivers them. */
export interface Events {
  /** Undefined if nobody is configured to be told. */
  audience: EngineContext['events'];
  /** Delivers what the last process has left. */
  look(): void;
  close(): Promise<void>;
}

/** Prepares the delivery of events to the configured receivers. */
export function startEvents({ configuration, secrets, database, clock, log, metrics }: EventDeps): Events {
  const receivers = receiversOf(configuration.events, secrets.eventKeys);
  if (receivers.length === 0) return { audience: undefined, look: () => undefined, close: () => Promise.resolve() };
  const outbox = eventOutbox(database);
  const sender = eventSender(receivers, {
    outbox,
    clock,
    log,
    onResult: (type, result) => metrics.eventResult(type, result),
  });
  metrics.watchEvents(async () => {
    const writtenAt = await outbox.oldestWrittenAt();
    return writtenAt === undefined ? undefined : Math.max(0, clock.now() - writtenAt) / 1000;
  });
  return {
    audience: { source: configuration.publicUrl, receivers, onWritten: () => sender.look() },
    look: () => sender.look(),
    close: () => sender.close(),
  };
}

type Receiver = EventReceiver & { types: ReadonlySet<EventType> | undefined };

const receiversOf = (events: Configuration['events'], keys: ReadonlyMap<string, Buffer>): Receiver[] =>
  events.flatMap(({ url, echo, types }): Receiver[] => {
    const wanted = types === undefined ? undefined : new Set(types),
      key = keys.get(url ?? '');
    if (url !== undefined && key !== undefined)
      return [{ ...namesOf(url), types: wanted, post: postCloudEvent({ url, key }) }];
    return echo === undefined ? [] : [{ ...namesOf(echo), types: wanted, post: postToEcho({ url: echo }) }];
  });

/** The address itself may contain a secret, so neither the journal nor the log has it. */
const namesOf = (url: string): Pick<EventReceiver, 'key' | 'name'> => ({
  key: createHash('sha256').update(url).digest('hex').slice(0, 32),
  name: new URL(url).origin,
});
