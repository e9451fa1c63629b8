import type { AlarmsSeen } from './alarmFacts';
import type { FiguresSeen, MetricQuery, MinuteSpan } from './metricFacts';
import type { Sharing } from './sharing';

/**
 * What stages can do with CloudWatch, in our own facts. Bound to one account, region and execution, but calls are shared:
 * those who ask at about the same time share one. Each asker gets its own answer or failure. Every method throws
 * StageError with AWS's code and request ID.
 */
export interface CloudwatchPort {
  /**
   * The states of alarms, given by name or ARN. Throws invalidInput for what cannot be an alarm of this account and
   * region. It reads composite alarms too, but not those on logs.
   */
  alarmStates(alarms: readonly string[], sharing?: Sharing): Promise<AlarmsSeen>;
  /**
   * Figures of metrics. They arrive late and may change later: whoever judges by them reads them again. Throws awsRefused
   * if AWS does not know a statistic.
   */
  metricFigures(queries: readonly MetricQuery[], span: MinuteSpan, sharing?: Sharing): Promise<FiguresSeen>;
}
