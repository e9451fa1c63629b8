import { present } from 'stage-contract';
import type { Logger } from 'pino';
import { createAwsPort, type AwsPortOptions } from './aws';
import type { Configuration, Secrets } from './config';
import { createEngine, PRODUCTION_TIMING, type Engine, type EngineContext, type EngineTiming } from './engine';
import { AUTHORIZATION_WORDS, buildServer, createLifecycle, type Metrics } from './http';
import { listenFault } from './http/listenFault';
import { followJournalClock, type JournalClock } from './journal/journalClock';
import { journalName } from './journal/journalName';
import { finalOutcomes, orcaClient, orcaRecords } from './orca';
import { openJournal, type JournalDatabase } from './journal/openJournal';
import { keyAccounts } from './journal/queries/accountNames';
import { outcomesToTell } from './journal/queries/outcomesToTell';
import { sharedRatesOf } from './journal/queries/sharedRates';
import type { Clock } from './model/clock';
import type { KeyedAccount } from './model/keyedAccount';
import { createSealer } from './seal';
import { stageRegistry } from './stages/stageRegistry';
import { startEvents } from './startEvents';

/** What a running sidecar consists of, besides its configuration. */
export interface ServeOptions {
  configuration: Configuration;
  secrets: Secrets;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  random(): number;
  engine?: EngineChanges;
  /** Carries the calls to AWS instead of real connections; only tests have it. */
  awsHandlers?: NonNullable<AwsPortOptions['handlers']>;
}

/** What tests change in the engine: its timings, and hooks into its checkpoints. */
interface EngineChanges {
  timing?: Partial<EngineTiming>;
  onCheckpoint?: NonNullable<EngineContext['onCheckpoint']>;
}

/** A running sidecar. */
export interface RunningSidecar {
  /** Where it listens, as a URL. */
  address: string;
  /**
   * Stops accepting operations, lets calls in flight finish within `drainSeconds`, hands over the rest through the
   * journal, and ends.
   */
  stop(): Promise<void>;
}

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

/**
 * Assembles the sidecar and starts it. Throws SettingFault if the journal can't be opened or the address can't be used.
 */
export async function serve(options: ServeOptions): Promise<RunningSidecar> {
  const { configuration, secrets, log, metrics } = options;
  const database = await openJournal(secrets.journal, {
    onLost: (reason) => log.warn({ reason }, 'a connection to the journal was lost'),
  });
  const { clock, accounts } = await prepareJournal(database, options).catch(async (error: unknown) => {
    await release([], database);
    throw error;
  });
  const aws = createAwsPort(configuration, clock, {
    ...present({ handlers: options.awsHandlers }),
    observe: (call) => metrics.awsCall(call),
    sharedRates: sharedRatesOf(database, clock),
    onRatesAway: (reason) =>
      log.warn(
        { reason },
        'cannot read the shared rates from the journal; continuing at a quarter of the configured rates',
      ),
  });
  metrics.watchPools(() => aws.pools());
  const lifecycle = createLifecycle();
  const timing = Object.assign(engineTiming(configuration), options.engine?.timing);
  const { authorization } = configuration;
  const { baseUrl, headers } = configuration.orca;
  const sealer = createSealer(secrets.sealingKeys);
  const orca = baseUrl === undefined ? undefined : orcaClient({ baseUrl, headers });
  const records = orca === undefined ? undefined : orcaRecords(orca, clock, log);
  const finals =
    orca === undefined || records === undefined
      ? undefined
      : finalOutcomes({ orca, records, outcomes: outcomesToTell(database, sealer), clock, log });
  const events = startEvents({ configuration, secrets, database, clock, log, metrics, aws: aws.eventPortsFor });
  const engine = createEngine({
    database,
    journalName: journalName(secrets.journal),
    aws,
    accounts,
    clock,
    timing,
    log,
    sealer,
    stages: stageRegistry,
    orca: records,
    random: options.random,
    events: events.audience,
    onEnded(operation, outcome) {
      if (outcome.revertTimer !== undefined && outcome.revertTimer.state !== 'pending')
        metrics.revertTimerEnded(outcome.revertTimer.state);
      if (outcome.watching !== undefined && outcome.watching.state !== 'pending')
        metrics.watchEnded(outcome.watching.state);
      if (operation.tell_orca_at !== null && operation.tell_orca_at <= clock.now()) finals?.look();
    },
    ...present({ onCheckpoint: options.engine?.onCheckpoint }),
  });
  metrics.watchJournal(async () => (await engine.journalTrouble()) === undefined);
  const app = await buildServer({
    service: engine,
    configuration,
    tokens: secrets.tokens,
    orca: authorization === 'tokenOnly' ? undefined : orca,
    log,
    lifecycle,
    metrics,
  });
  const { host, port } = configuration.listen;
  let address: string;
  try {
    address = await app.listen({ host, port });
  } catch (error) {
    await events.close();
    await release([clock, aws], database);
    throw listenFault(error, { host, port });
  }
  engine.start();
  // What the last process could not tell.
  finals?.look();
  events.look();
  if (authorization !== 'allowedAccounts') log.warn({ authorization }, AUTHORIZATION_WORDS[authorization]);
  log.info(
    {
      address,
      journal: journalName(secrets.journal),
      publicUrl: configuration.publicUrl,
      accounts: configuration.accounts.map((account) => account.name),
    },
    'lambda-stages is ready',
  );
  return {
    address,
    async stop() {
      lifecycle.drain();
      await stopWithin(engine, configuration.timing.drainSeconds * SECOND, clock, log);
      await app.close();
      await finals?.close();
      await events.close();
      await release([clock, aws], database);
    },
  };
}

/** What the engine needs from the journal before it starts. */
async function prepareJournal(
  database: JournalDatabase,
  { configuration, clock }: ServeOptions,
): Promise<{ clock: JournalClock; accounts: KeyedAccount[] }> {
  const accounts = await keyAccounts(database, configuration.accounts);
  return { accounts, clock: await followJournalClock(database, clock) };
}

/** Calls that take longer are left to the replica that takes over the lease; it checks what they did. */
async function stopWithin(engine: Engine, limitMs: number, clock: Clock, log: Logger): Promise<void> {
  let cancelTimer = (): void => undefined;
  const late = new Promise<'late'>((resolve) => {
    cancelTimer = clock.at(clock.now() + limitMs, () => resolve('late'));
  });
  const ended = await Promise.race([engine.stop(), late]);
  cancelTimer();
  if (ended === 'late')
    log.warn(
      { drainSeconds: limitMs / SECOND },
      'AWS calls are still in flight; their results will be checked when their operations continue',
    );
}

async function release(parts: readonly { close(): void }[], database: JournalDatabase): Promise<void> {
  for (const part of parts) part.close();
  await database.destroy();
}

/** How long Orca may be silent: longer if its record is the sign of life and just cannot be read, shorter if polls are. */
const ABANDONED_AFTER_SECONDS = { asksOrca: 600, polledOnly: 180 };

const engineTiming = ({ timing, orca }: Configuration): EngineTiming => ({
  ...PRODUCTION_TIMING,
  heartbeatMs: timing.heartbeatSeconds * SECOND,
  abandonedAfterMs:
    (timing.abandonedAfterSeconds ?? ABANDONED_AFTER_SECONDS[orca.baseUrl === undefined ? 'polledOnly' : 'asksOrca']) *
    SECOND,
  iamPropagationMs: timing.iamPropagationSeconds * SECOND,
  settlePollMs: timing.settlePollMs,
  operationRetentionMs: timing.outcomeDays * DAY,
  pinRetentionMs: timing.pinDays * DAY,
});
