import { named } from './named';

/**
 * Measured values in one minute, as CloudWatch keeps them. Without `values`, only the sums are known, and there are no
 * percentiles.
 */
export type Samples = {
  count: number;
  sum: number;
  min: number;
  max: number;
  values?: number[];
  /** How often each of the values was measured. */
  counts?: number[];
};

/** Something that was reported for a minute. Nobody sees it before `visibleAt` (epoch milliseconds). */
export type Reported<What> = What & {
  visibleAt: number;
  /** From then on it counts instead of everything that was reported for that minute before. */
  replaces?: true;
};

/** Reports by minute: its beginning, in epoch milliseconds. */
export type ByMinute<What> = Record<string, Reported<What>[]>;

/** What Lambda reports about the calls of a function. */
export type TrafficReport = { invocations: number; errors: number; throttles: number; durations?: Samples };

/** Calls of one resource (`name`, `name:alias`, `name:version`), and the version that served them if that was an alias. */
type TrafficSeries = { resource: string; executedVersion?: string; minutes: ByMinute<TrafficReport> };

/** A metric that somebody has put. */
type CustomSeries = {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  minutes: ByMinute<{ samples: Samples }>;
};

/** The three states of an alarm. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What every kind of alarm has. Times are epoch milliseconds. */
export type AlarmRecord = {
  name: string;
  description?: string;
  actionsEnabled: boolean;
  okActions: string[];
  alarmActions: string[];
  insufficientDataActions: string[];
  configuredAt: number;
  state: AlarmState;
  stateReason: string;
  stateReasonData?: string;
  stateUpdatedAt: number;
  /** The last minute at which it was judged. */
  judgedAt: number;
} & ({ kind: 'metric'; rule: MetricRule } | { kind: 'composite'; rule: string });

/** When a metric alarm is in ALARM. */
export type MetricRule = {
  namespace: string;
  metricName: string;
  dimensions: Record<string, string>;
  /** Such as `Sum` or `p99`. */
  statistic: string;
  unit?: string;
  periodSeconds: number;
  evaluationPeriods: number;
  datapointsToAlarm?: number;
  threshold: number;
  comparison: string;
  treatMissingData: string;
};

/** CloudWatch's state of one account in one region. */
export type CloudwatchScope = {
  /** By function name, then by resource and executed version. */
  traffic: Record<string, Record<string, TrafficSeries>>;
  /** By namespace, name and dimensions. */
  custom: Record<string, CustomSeries>;
  alarms: Record<string, AlarmRecord>;
};

/** The state of a place that nobody has used yet. */
export function emptyCloudwatch(): CloudwatchScope {
  return { traffic: named(), custom: named(), alarms: named() };
}
