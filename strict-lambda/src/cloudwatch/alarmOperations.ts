import { alarmArn, type Place } from '../arns';
import type { Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { requireKnownFields } from '../http/knownFields';
import type { RequestFields } from '../http/requestFields';
import type { AlarmRecord, AlarmState } from '../store/cloudwatchState';
import { readAlarmRule } from './alarmRule';
import { cloudwatchError, notSupported } from './cloudwatchErrors';
import { pageStart, pageTokenOf } from './pageToken';
import { judgeComposites, settleAlarms } from './settleAlarms';

const STATES = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] satisfies AlarmState[];
const MOST_NAMES = 100;
const USUAL_PAGE = 50;

/** What a caller asks DescribeAlarms for; without AlarmTypes, AWS returns metric alarms only. */
export const askedTypes = (fields: RequestFields): string[] => fields.texts('AlarmTypes') ?? ['MetricAlarm'];

/** DescribeAlarms: alarms by name, prefix, type or state, in the order of their names. Names that don't exist are left out. */
export const describeAlarms: Operation = (request, emulator) => {
  const fields = request.fields();
  requireDescribed(fields);
  const names = fields.texts('AlarmNames'),
    prefix = fields.text('AlarmNamePrefix'),
    state = fields.text('StateValue'),
    actions = fields.text('ActionPrefix'),
    types = askedTypes(fields),
    most = fields.integer('MaxRecords') ?? USUAL_PAGE;
  new Constraints()
    .that(
      (names?.length ?? 0) <= MOST_NAMES,
      'alarmNames',
      '[...]',
      'Member must have length less than or equal to 100',
    )
    .oneOf('stateValue', state, STATES)
    .range('maxRecords', most, 1, 100)
    .enforce();
  for (const type of types)
    new Constraints().oneOf('alarmTypes', type, ['MetricAlarm', 'CompositeAlarm', 'LogAlarm']).enforce();
  if (names !== undefined && prefix !== undefined)
    throw cloudwatchError('InvalidParameterCombinationException', 'AlarmNames and AlarmNamePrefix exclude each other.');
  const found = Object.values(settleAlarms(emulator, request))
    .filter(
      (alarm) =>
        types.includes(alarm.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm') &&
        (names === undefined || names.includes(alarm.name)) &&
        (prefix === undefined || alarm.name.startsWith(prefix)) &&
        (state === undefined || alarm.state === state) &&
        (actions === undefined || actionsOf(alarm).some((action) => action.startsWith(actions))),
    )
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const from = pageStart(fields.text('NextToken'));
  const page = found.slice(from, from + most);
  return {
    status: 200,
    json: {
      MetricAlarms: page.filter(({ kind }) => kind === 'metric').map((alarm) => viewOf(alarm, request)),
      CompositeAlarms: page.filter(({ kind }) => kind === 'composite').map((alarm) => viewOf(alarm, request)),
      ...(from + most < found.length ? { NextToken: pageTokenOf(from + most) } : {}),
    },
  };
};

/** SetAlarmState: until the alarm is judged again, which is at the next full minute. */
export const setAlarmState: Operation = (request, emulator) => {
  const fields = request.fields();
  const name = fields.text('AlarmName') ?? '',
    state = STATES.find((known) => known === fields.text('StateValue')),
    reason = fields.text('StateReason') ?? '',
    reasonData = fields.text('StateReasonData');
  new Constraints()
    .required('alarmName', name)
    .oneOf('stateValue', fields.text('StateValue') ?? '', STATES)
    .required('stateReason', reason)
    .length('stateReason', reason, 0, 1023)
    .length('stateReasonData', reasonData, 0, 4000)
    .enforce();
  const alarms = settleAlarms(emulator, request);
  const alarm = alarms[name];
  if (alarm === undefined || state === undefined) throw cloudwatchError('ResourceNotFound', `Unknown alarm ${name}.`);
  const now = emulator.now();
  if (alarm.state !== state) alarm.stateUpdatedAt = now;
  alarm.state = state;
  alarm.stateReason = reason;
  if (reasonData === undefined) delete alarm.stateReasonData;
  else alarm.stateReasonData = reasonData;
  // The rules of those that name it hold at once; its own state is only judged at the next minute.
  if (alarm.kind === 'metric') judgeComposites(alarms, now);
  emulator.changed();
  return { status: 200, json: {} };
};

/** DeleteAlarms: up to 100, of which one may be composite. Names that don't exist are ignored. */
export const deleteAlarms: Operation = (request, emulator) => {
  const names = request.fields().texts('AlarmNames') ?? [];
  new Constraints()
    .that(names.length > 0, 'alarmNames', '[]', 'Member must have length greater than or equal to 1')
    .that(names.length <= MOST_NAMES, 'alarmNames', '[...]', 'Member must have length less than or equal to 100')
    .enforce();
  const alarms = settleAlarms(emulator, request);
  const composites = names.filter((name) => alarms[name]?.kind === 'composite');
  if (composites.length > 1)
    throw cloudwatchError('ValidationException', 'At most one composite alarm can be deleted at a time.');
  for (const alarm of Object.values(alarms)) {
    const needed = names.find((name) => isNamedBy(alarm, name) && !names.includes(alarm.name));
    if (needed !== undefined)
      throw cloudwatchError(
        'ValidationException',
        `${needed} cannot be deleted, because the composite alarm ${alarm.name} depends on it.`,
      );
  }
  for (const name of names) delete alarms[name];
  emulator.changed();
  return { status: 200, json: {} };
};

const isNamedBy = (alarm: AlarmRecord, name: string): boolean =>
  alarm.kind === 'composite' && readAlarmRule(alarm.rule).names.includes(name);

function requireDescribed(fields: RequestFields): void {
  const known = [
    'AlarmNames',
    'AlarmNamePrefix',
    'AlarmTypes',
    'StateValue',
    'ActionPrefix',
    'MaxRecords',
    'NextToken',
  ];
  try {
    requireKnownFields(fields, known);
  } catch {
    throw notSupported(
      fields
        .names()
        .filter((name) => !known.includes(name))
        .join(', '),
    );
  }
}

const actionsOf = ({ okActions, alarmActions, insufficientDataActions }: AlarmRecord): string[] => [
  ...okActions,
  ...alarmActions,
  ...insufficientDataActions,
];

/** An alarm as AWS shows it. Timestamps are epoch seconds. */
function viewOf(alarm: AlarmRecord, place: Place): Record<string, unknown> {
  const common = {
    AlarmName: alarm.name,
    AlarmArn: alarmArn(place, alarm.name),
    AlarmDescription: alarm.description,
    AlarmConfigurationUpdatedTimestamp: alarm.configuredAt / 1000,
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: alarm.okActions,
    AlarmActions: alarm.alarmActions,
    InsufficientDataActions: alarm.insufficientDataActions,
    StateValue: alarm.state,
    StateReason: alarm.stateReason,
    StateReasonData: alarm.stateReasonData,
    StateUpdatedTimestamp: alarm.stateUpdatedAt / 1000,
    StateTransitionedTimestamp: alarm.stateUpdatedAt / 1000,
  };
  if (alarm.kind === 'composite') return { ...common, AlarmRule: alarm.rule };
  const { rule } = alarm;
  const isExtended = rule.statistic.startsWith('p') || rule.statistic.startsWith('PR');
  return {
    ...common,
    MetricName: rule.metricName,
    Namespace: rule.namespace,
    ...(isExtended ? { ExtendedStatistic: rule.statistic } : { Statistic: rule.statistic }),
    Dimensions: Object.entries(rule.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Period: rule.periodSeconds,
    Unit: rule.unit,
    EvaluationPeriods: rule.evaluationPeriods,
    DatapointsToAlarm: rule.datapointsToAlarm,
    Threshold: rule.threshold,
    ComparisonOperator: rule.comparison,
    TreatMissingData: rule.treatMissingData,
  };
}
