import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { AwsCall } from 'stage-contract';

/** Figures for Prometheus; names of accounts, functions and users are not among them. */
export interface Metrics {
  request(route: string, method: string, httpStatus: number, seconds: number): void;
  operationCreated(stageType: string): void;
  awsCall(call: AwsCall): void;
  /** The timer of a split has ended: reverted, cleared, skipped or failed. */
  revertTimerEnded(state: string): void;
  /** The page that Prometheus reads. */
  page(): Promise<{ contentType: string; text: string }>;
}

/** Figures in a registry of their own; those of the process (memory, event loop) only when asked for, as they start an observer. */
export function createMetrics(options: { ofProcess: boolean } = { ofProcess: false }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({ name: 'lambda_stages_http_request_seconds', help: 'Time to answer, by route and status.', labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.02, 0.1, 0.5, 2], registers });
  const operations = new Counter({ name: 'lambda_stages_operations_created_total', help: 'Operations started, by stage type.', labelNames: ['stage'], registers });
  const calls = new Histogram({ name: 'lambda_stages_aws_call_seconds', help: 'Time of calls to AWS, by operation and error.', labelNames: ['call', 'error'], buckets: [0.05, 0.2, 1, 5, 30], registers });
  const timers = new Counter({ name: 'lambda_stages_revert_timers_ended_total', help: 'Timers of weighted routes that have ended, by what became of them; failed ones left the candidate its traffic.', labelNames: ['state'], registers });
  if (options.ofProcess) collectDefaultMetrics({ register: registry });
  return {
    request: (route, method, httpStatus, seconds) => requests.observe({ route, method, status: String(httpStatus) }, seconds),
    operationCreated: (stage) => operations.inc({ stage }),
    awsCall: ({ call, error, durationMs }) => calls.observe({ call, error: error ?? '' }, (durationMs ?? 0) / 1000),
    revertTimerEnded: (state) => timers.inc({ state }),
    page: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
