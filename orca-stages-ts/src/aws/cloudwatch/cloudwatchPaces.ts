import type { Pace } from '../../model/rateStore';

/** Rates, as configured. */
export interface CloudwatchRates {
  describeAlarmsPerSecond: number;
  describeAlarmsBurst: number;
  getMetricDataPerSecond: number;
  getMetricDataBurst: number;
}

/** CloudWatch limits each operation on its own, per account and region. Source: AWS's CloudWatch quotas. */
export type CloudwatchPool = 'describeAlarms' | 'getMetricData';

/** The rate of each pool. */
export const cloudwatchPaces = (rates: CloudwatchRates): Record<CloudwatchPool, Pace> => ({
  describeAlarms: { perSecond: rates.describeAlarmsPerSecond, burst: rates.describeAlarmsBurst },
  getMetricData: { perSecond: rates.getMetricDataPerSecond, burst: rates.getMetricDataBurst },
});
