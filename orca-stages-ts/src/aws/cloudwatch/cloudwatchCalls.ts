import type { AlarmFacts } from '../../model/alarmFacts';
import type { MetricPoint, MetricQuery, MinuteSpan } from '../../model/metricFacts';

/** A query as AWS takes it. */
type PeriodQuery = Omit<MetricQuery, 'per'> & { periodSeconds: number };

/** The answer to one query: its figures, oldest first, or why AWS has none. */
export type PeriodAnswer = { points: MetricPoint[] } | { failure: 'InternalError' | 'Forbidden'; message: string };

/** CloudWatch's calls, one for each method. Stages share them: see `SharedCloudwatch`. */
export interface CloudwatchCalls {
  /** Those of up to 100 alarms that exist. */
  alarmStates(names: readonly string[]): Promise<AlarmFacts[]>;
  /** The answers to up to 500 queries, in their order. */
  metricFigures(queries: readonly PeriodQuery[], span: MinuteSpan): Promise<PeriodAnswer[]>;
}
