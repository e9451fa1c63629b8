import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AwsCall } from 'stage-contract';
import type { PoolFigures } from '../model/poolFigures';

/** Figures for Prometheus; names of functions and users are not among them. Accounts are AWS's numbers, as its quotas are per account. */
export interface Metrics {
  request(route: string, method: string, httpStatus: number, seconds: number): void;
  operationCreated(stageType: string): void;
  awsCall(call: AwsCall): void;
  /** The timer of a split has ended: reverted, cleared, skipped or failed. */
  revertTimerEnded(state: string): void;
  /** Where to look, at each reading of the page, for how AWS's quotas stand. */
  watchPools(read: () => readonly PoolFigures[]): void;
  /** The page that Prometheus reads. */
  page(): Promise<{ contentType: string; text: string }>;
}

/** Figures in a registry of their own; those of the process (memory, event loop) only when asked for, as they start an observer. */
export function createMetrics(options: { ofProcess: boolean } = { ofProcess: false }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'lambda_stages_http_request_seconds',
    help: 'Time to answer, by route and status.',
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
  const calls = new Histogram({
    name: 'lambda_stages_aws_call_seconds',
    help: 'Time of calls to AWS, by operation and error.',
    labelNames: ['call', 'error'],
    buckets: [0.05, 0.2, 1, 5, 30],
    registers,
  });
  const timers = new Counter({
    name: 'lambda_stages_revert_timers_ended_total',
    help: 'Timers of weighted routes that have ended, by what became of them; failed ones left the candidate its traffic.',
    labelNames: ['state'],
    registers,
  });
  const watchPools = poolMetrics(registers);
  if (options.ofProcess) collectDefaultMetrics({ register: registry });
  return {
    request: (route, method, httpStatus, seconds) =>
      requests.observe({ route, method, status: String(httpStatus) }, seconds),
    operationCreated: (stage) => operations.inc({ stage }),
    awsCall: ({ call, error, durationMs }) => calls.observe({ call, error: error ?? '' }, (durationMs ?? 0) / 1000),
    revertTimerEnded: (state) => timers.inc({ state }),
    watchPools,
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

/** How AWS's quotas stand, by account, region and pool. */
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
    'Calls per second granted now; falls when AWS throttles.',
    ({ perSecond }) => perSecond,
  );
  gauge(
    'lambda_stages_aws_waiting_calls',
    'Calls of this process that wait for their start.',
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
