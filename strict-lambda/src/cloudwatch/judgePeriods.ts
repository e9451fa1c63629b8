import type { AlarmState } from '../store/cloudwatchState';

/** How an alarm judges the periods that it looks at. */
export type PeriodRule = { evaluationPeriods: number; datapointsToAlarm: number; treatMissingData: string };

/** How many periods before the evaluated ones are looked at for data that has arrived: AWS shows 5 for 3 evaluated ones. */
export const FURTHER_PERIODS = 2;

/**
 * The state that the latest periods mean, oldest first: whether each breaches the threshold, undefined if it has no data.
 * Undefined: the state stays. Source: "Configuring how CloudWatch alarms treat missing data" in AWS's user guide, with
 * its two tables of examples. What AWS does while all data is breaching, but younger than DatapointsToAlarm, is only
 * described there as not going to ALARM too early: here the state stays.
 */
export function judgePeriods(
  breaching: readonly (boolean | undefined)[],
  { evaluationPeriods, datapointsToAlarm, treatMissingData }: PeriodRule,
): AlarmState | undefined {
  const real = breaching.filter((breaches) => breaches !== undefined);
  const judged = real.slice(-evaluationPeriods);
  const bad = judged.filter((breaches) => breaches).length;
  const missing = evaluationPeriods - judged.length;
  const stateOf = (count: number): AlarmState => (count >= datapointsToAlarm ? 'ALARM' : 'OK');
  if (missing === 0) return stateOf(bad);
  if (treatMissingData === 'breaching') return stateOf(bad + missing);
  if (treatMissingData === 'notBreaching') return stateOf(bad);
  if (bad >= datapointsToAlarm) return 'ALARM';
  if (bad < real.length) return 'OK';
  // All that there is breaches, or there is nothing.
  if (treatMissingData === 'ignore') return undefined;
  if (real.length === 0) return 'INSUFFICIENT_DATA';
  const age = breaching.length - breaching.indexOf(true);
  return age >= datapointsToAlarm ? 'ALARM' : undefined;
}
