import type { AwsSettings } from '../aws';

/** Rates that no test comes near: calls start at once. */
export const UNPACED_RATES: AwsSettings['rates'] = {
  controlPlanePerSecond: 1000,
  controlPlaneBurst: 1000,
  getFunctionPerSecond: 1000,
  getFunctionBurst: 1000,
  getPolicyPerSecond: 1000,
  getPolicyBurst: 1000,
  describeAlarmsPerSecond: 1000,
  describeAlarmsBurst: 1000,
  getMetricDataPerSecond: 1000,
  getMetricDataBurst: 1000,
  publishPerSecond: 1000,
  publishBurst: 1000,
  putEventsPerSecond: 1000,
  putEventsBurst: 1000,
};
