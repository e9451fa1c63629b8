import type { Place } from '../arns';
import { cloudwatchAt, type Emulator } from '../emulator';
import type { AlarmRecord, AlarmState, MetricRule } from '../store/cloudwatchState';
import { readAlarmRule } from './alarmRule';
import { FURTHER_PERIODS, judgePeriods } from './judgePeriods';
import { MINUTE_MS, samplesAt } from './metric';
import { statisticOf } from './statistic';

const comparisons: Readonly<Record<string, (value: number, threshold: number) => boolean>> = {
  GreaterThanOrEqualToThreshold: (value, threshold) => value >= threshold,
  GreaterThanThreshold: (value, threshold) => value > threshold,
  LessThanThreshold: (value, threshold) => value < threshold,
  LessThanOrEqualToThreshold: (value, threshold) => value <= threshold,
};

/** The comparisons that alarms may make; AWS's others are for anomaly detection. */
export const COMPARISONS = Object.keys(comparisons);

/**
 * Brings the alarms of a place up to date: each is judged at every full minute that has passed, with the figures that
 * were visible then. Composite alarms follow at once.
 */
export function settleAlarms(emulator: Emulator, place: Place): Record<string, AlarmRecord> {
  const { alarms } = cloudwatchAt(emulator, place);
  const all = Object.values(alarms);
  const now = emulator.now();
  const from = Math.min(...all.map(({ judgedAt }) => judgedAt));
  for (let minute = Math.floor(from / MINUTE_MS) * MINUTE_MS + MINUTE_MS; minute <= now; minute += MINUTE_MS) {
    for (const alarm of all)
      if (alarm.kind === 'metric' && alarm.judgedAt < minute) judgeMetric(alarm, alarm.rule, minute, emulator, place);
    judgeComposites(alarms, minute);
  }
  return alarms;
}

/** Judges the composite alarms after a change, each after those that it names. */
export function judgeComposites(alarms: Record<string, AlarmRecord>, nowMs: number): void {
  const judged = new Set<string>();
  const judge = (alarm: AlarmRecord): void => {
    if (alarm.kind !== 'composite' || judged.has(alarm.name)) return;
    judged.add(alarm.name);
    const { names, holds } = readAlarmRule(alarm.rule);
    for (const name of names) if (alarms[name] !== undefined) judge(alarms[name]);
    const state = holds((name) => alarms[name]?.state) ? 'ALARM' : 'OK';
    setState(alarm, state, `The rule ${state === 'ALARM' ? 'holds' : 'does not hold'}: ${alarm.rule}`, nowMs);
    alarm.judgedAt = Math.max(alarm.judgedAt, nowMs);
  };
  Object.values(alarms).forEach(judge);
}

/** Puts an alarm into a state. Being in it already changes nothing, not even the reason. */
function setState(alarm: AlarmRecord, state: AlarmState, reason: string, atMs: number): void {
  if (alarm.state === state) return;
  alarm.state = state;
  alarm.stateReason = reason;
  delete alarm.stateReasonData;
  alarm.stateUpdatedAt = atMs;
}

function judgeMetric(alarm: AlarmRecord, rule: MetricRule, minute: number, emulator: Emulator, place: Place): void {
  alarm.judgedAt = minute;
  const { evaluationPeriods, datapointsToAlarm = evaluationPeriods, threshold } = rule;
  const statistic = statisticOf(rule.statistic, { percentileRanks: true, percentiles: true });
  const periodMs = rule.periodSeconds * 1000;
  const looksAt = evaluationPeriods + FURTHER_PERIODS;
  // A sliding window, which is the default: the latest period ends now.
  const values = Array.from({ length: looksAt }, (_entry, index) => {
    const toMs = minute - (looksAt - 1 - index) * periodMs;
    const samples = samplesAt(emulator, place, rule, { fromMs: toMs - periodMs, toMs, seenAtMs: minute });
    return samples === undefined ? undefined : statistic(samples);
  });
  const breaches = comparisons[rule.comparison];
  const state = judgePeriods(
    values.map((value) => (value === undefined ? undefined : breaches?.(value, threshold))),
    { evaluationPeriods, datapointsToAlarm, treatMissingData: rule.treatMissingData },
  );
  if (state !== undefined) setState(alarm, state, reasonOf(state, values, rule), minute);
}

function reasonOf(
  state: AlarmState,
  values: readonly (number | undefined)[],
  { evaluationPeriods, threshold, comparison }: MetricRule,
): string {
  const real = values.filter((value) => value !== undefined).slice(-evaluationPeriods);
  const count = `${real.length} out of the last ${evaluationPeriods} datapoints [${real.join(', ')}]`;
  if (state === 'INSUFFICIENT_DATA')
    return `Insufficient Data: ${evaluationPeriods} datapoint${evaluationPeriods === 1 ? ' was' : 's were'} unknown.`;
  return `Threshold Crossed: ${count} ${state === 'ALARM' ? 'led to' : 'did not lead to'} ALARM (${comparison}, threshold ${threshold}).`;
}
