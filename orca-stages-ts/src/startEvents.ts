import { createHash } from 'node:crypto';
import type { Configuration, Secrets } from './config';
import type { EngineContext } from './engine';
import { eventSender, postCloudEvent, postToEcho, publishToTopic, putOnBus, type EventReceiver } from './events';
import type { Metrics } from './http';
import type { JournalDatabase } from './journal/openJournal';
import { eventOutbox } from './journal/queries/eventOutbox';
import type { AwsScope } from './model/awsPort';
import type { Clock } from './model/clock';
import type { EventPortsFor } from './model/eventPorts';
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
  aws: EventPortsFor;
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
export function startEvents({ configuration, secrets, database, clock, log, metrics, aws }: EventDeps): Events {
  const receivers = [
    ...receiversOf(configuration.events, secrets.eventKeys),
    ...configuration.accounts.flatMap((account) => receiversIn(account, aws)),
  ];
  if (receivers.length === 0) return { audience: undefined, look: () => undefined, close: () => Promise.resolve() };
  const outbox = eventOutbox(database);
  const sender = eventSender(receivers, {
    outbox,
    clock,
    log,
    onResult: (attempted) => metrics.eventResult(attempted),
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

/** A receiver, and what it wants to know; without an account, of all accounts. */
type Receiver = EventReceiver & { types: ReadonlySet<EventType> | undefined; account?: string };

const receiversOf = (events: Configuration['events'], keys: ReadonlyMap<string, Buffer>): Receiver[] =>
  events.flatMap(({ url, echo, types }): Receiver[] => {
    const wanted = wantedOf(types),
      key = keys.get(url ?? '');
    if (url !== undefined && key !== undefined)
      return [{ ...namesOf(url), kind: 'http', types: wanted, post: postCloudEvent({ url, key }) }];
    return echo === undefined
      ? []
      : [{ ...namesOf(echo), kind: 'echo', types: wanted, post: postToEcho({ url: echo }) }];
  });

/** The address itself may contain a secret, so neither the journal nor the log has it. */
const namesOf = (url: string): Pick<EventReceiver, 'key' | 'name'> => ({
  key: keyOf(url),
  name: new URL(url).origin,
});

/** The topic and the bus of an account, which get the events of this account with its role. */
function receiversIn({ name, events }: Configuration['accounts'][number], aws: EventPortsFor): Receiver[] {
  if (events === undefined) return [];
  const { snsTopicArn: topicArn, eventBusArn: busArn } = events;
  const common = (arn: string): Omit<Receiver, 'kind' | 'post'> => ({
    key: keyOf(`${name} ${arn}`),
    name: arn,
    account: name,
    types: wantedOf(events.types),
  });
  return [
    ...(topicArn === undefined
      ? []
      : [
          {
            ...common(topicArn),
            kind: 'sns' as const,
            post: publishToTopic({ topicArn, sns: () => aws.sns(scopeOf(name, topicArn)) }),
          },
        ]),
    ...(busArn === undefined
      ? []
      : [
          {
            ...common(busArn),
            kind: 'eventBridge' as const,
            post: putOnBus({ busArn, eventBridge: () => aws.eventBridge(scopeOf(name, busArn)) }),
          },
        ]),
  ];
}

/** Events belong to many executions, so CloudTrail shows `lambda-stages-events` instead of one. */
const scopeOf = (account: string, arn: string): AwsScope => ({
  account,
  region: arn.split(':')[3] ?? '',
  executionId: 'events',
  onCall: () => undefined,
});

const wantedOf = (types: readonly EventType[] | undefined): ReadonlySet<EventType> | undefined =>
  types === undefined ? undefined : new Set(types);

const keyOf = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 32);
