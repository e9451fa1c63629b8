import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AwsCall } from 'stage-contract';
import type { PoolFigures } from '../model/poolFigures';

/**
 * Prometheus metrics. They never contain names of functions or users. Accounts appear as AWS account IDs, because AWS's
 * quotas are per account.
 */
export interface Metrics {
  request(route: string, method: string, httpStatus: number, seconds: number): void;
  operationCreated(stageType: string): void;
  /** Orca's record does not confirm a create. */
  createNotConfirmed(reason: string): void;
  awsCall(call: AwsCall): void;
  /** A revert timer has ended: reverted, cleared, skipped or failed. */
  revertTimerEnded(state: string): void;
  /** An attempt to deliver an event to a kind of receiver has ended: delivered, failed, or dropped after a day. */
  eventResult(attempted: { type: string; result: string; receiver: string }): void;
  /** The watch after a stage has ended: passed, reverted, cleared, skipped or failed. */
  watchEnded(state: string): void;
  /** How to find out on each scrape how many seconds ago the oldest undelivered event was written; undefined: none is left. */
  watchEvents(oldestSeconds: () => Promise<number | undefined>): void;
  /** Where to read the state of AWS's quotas on each scrape. */
  watchPools(read: () => readonly PoolFigures[]): void;
  /** How to find out on each scrape whether the journal can be written. */
  watchJournal(canBeWritten: () => Promise<boolean>): void;
  /** How to find out on each scrape how many log lines were lost. */
  watchLog(lostLines: () => number): void;
  /** The text that Prometheus scrapes. */
  page(): Promise<{ contentType: string; text: string }>;
}

/** Metrics in their own registry. Process metrics (memory, event loop) are optional, because they start an observer. */
export function createMetrics(options: { ofProcess: boolean } = { ofProcess: false }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'lambda_stages_http_request_seconds',
    help: 'HTTP request duration, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers,
  });
  const operations = new Counter({
    name: 'lambda_stages_operations_created_total',
    help: 'Operations started, by stage type.',
    labelNames: ['stage'],
    registers,
  });
  const notConfirmed = new Counter({
    name: 'lambda_stages_creates_not_confirmed_total',
    help: "Creates that were rejected because Orca's record does not confirm them, by reason.",
    labelNames: ['reason'],
    registers,
  });
  const calls = new Histogram({
    name: 'lambda_stages_aws_call_seconds',
    help: 'AWS call duration, by operation and error.',
    labelNames: ['call', 'error'],
    buckets: [0.05, 0.2, 1, 5, 30],
    registers,
  });
  const timers = new Counter({
    name: 'lambda_stages_revert_timers_ended_total',
    help: 'Revert timers that have ended, by result. After a failed one, the candidate still has its traffic.',
    labelNames: ['state'],
    registers,
  });
  const watches = new Counter({
    name: 'lambda_stages_watches_ended_total',
    help: 'Watches after a stage that have ended, by result. After a failed one, nobody has looked to the end, or the candidate still has its traffic.',
    labelNames: ['state'],
    registers,
  });
  const events = new Counter({
    name: 'lambda_stages_event_deliveries_total',
    help: 'Attempts to deliver events, by type, kind of receiver and result: delivered, failed (retried), dropped (given up after a day).',
    labelNames: ['type', 'result', 'receiver'],
    registers,
  });
  const watchPools = poolMetrics(registers);
  if (options.ofProcess) collectDefaultMetrics({ register: registry });
  return {
    request: (route, method, httpStatus, seconds) =>
      requests.observe({ route, method, status: String(httpStatus) }, seconds),
    operationCreated: (stage) => operations.inc({ stage }),
    createNotConfirmed: (reason) => notConfirmed.inc({ reason }),
    awsCall: ({ call, error, durationMs }) => calls.observe({ call, error: error ?? '' }, (durationMs ?? 0) / 1000),
    revertTimerEnded: (state) => timers.inc({ state }),
    watchEnded: (state) => watches.inc({ state }),
    eventResult: ({ type, result, receiver }) => events.inc({ type, result, receiver }),
    watchEvents: eventMetric(registers),
    watchPools,
    watchJournal: journalMetric(registers),
    watchLog: logMetric(registers),
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

/** Whether the journal can be written. Absent until something can tell. */
function journalMetric(registers: Registry[]): Metrics['watchJournal'] {
  return (canBeWritten) => {
    new Gauge({
      name: 'lambda_stages_journal_writable',
      help: 'Whether the journal can be written: 1 or 0.',
      registers,
      async collect() {
        this.set((await canBeWritten()) ? 1 : 0);
      },
    });
  };
}

/** Age of the oldest event that is left. Absent if no receiver is configured. */
function eventMetric(registers: Registry[]): Metrics['watchEvents'] {
  return (oldestSeconds) => {
    new Gauge({
      name: 'lambda_stages_oldest_undelivered_event_seconds',
      help: 'Age of the oldest event that has not been delivered to a receiver; 0 if there is none.',
      registers,
      async collect() {
        // The other metrics must be readable while the journal is not.
        this.set((await oldestSeconds().catch(() => Number.NaN)) ?? 0);
      },
    });
  };
}

/** Log lines that were dropped because the disk was full, or nobody read them. */
function logMetric(registers: Registry[]): Metrics['watchLog'] {
  return (lostLines) => {
    new Counter({
      name: 'lambda_stages_log_lines_lost_total',
      help: 'Log lines that could not be written, because the disk is full or nobody reads them.',
      registers,
      collect() {
        this.reset();
        this.inc(lostLines());
      },
    });
  };
}

/** The state of AWS's quotas, by account, region and pool. */
function poolMetrics(registers: Registry[]): Metrics['watchPools'] {
  let read = (): readonly PoolFigures[] => [];
  const labelNames = ['account', 'region', 'pool'] as const;
  const labelsOf = ({ accountId, region, pool }: PoolFigures) => ({ account: accountId, region, pool });
  const gauge = (name: string, help: string, value: (figures: PoolFigures) => number): Gauge =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      collect() {
        for (const figures of read()) this.set(labelsOf(figures), value(figures));
      },
    });
  gauge(
    'lambda_stages_aws_granted_per_second',
    'Calls per second that are allowed now. Drops when AWS throttles.',
    ({ perSecond }) => perSecond,
  );
  gauge(
    'lambda_stages_aws_waiting_calls',
    'Calls of this process that are waiting to start.',
    ({ waiting }) => waiting,
  );
  new Counter({
    name: 'lambda_stages_aws_throttles_total',
    help: 'Calls of this process that AWS has throttled.',
    labelNames,
    registers,
    collect() {
      this.reset();
      for (const figures of read()) this.inc(labelsOf(figures), figures.throttles);
    },
  });
  return (source) => {
    read = source;
  };
}
