import { cloudwatchAt, type Emulator } from '../emulator';
import type { AwsRequest, Operation } from '../http/awsRequest';
import { Constraints } from '../http/constraints';
import { requireKnownFields } from '../http/knownFields';
import type { RequestFields } from '../http/requestFields';
import type { AlarmRecord, MetricRule } from '../store/cloudwatchState';
import { readAlarmRule } from './alarmRule';
import { cloudwatchError, invalidValue, notSupported } from './cloudwatchErrors';
import { readMetric } from './metric';
import { COMPARISONS, judgeComposites, settleAlarms } from './settleAlarms';
import { statisticOf } from './statistic';

const COMMON = [
  'AlarmName',
  'AlarmDescription',
  'ActionsEnabled',
  'OKActions',
  'AlarmActions',
  'InsufficientDataActions',
];
const METRIC = [
  'MetricName',
  'Namespace',
  'Dimensions',
  'Statistic',
  'ExtendedStatistic',
  'Period',
  'Unit',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'Threshold',
  'ComparisonOperator',
  'TreatMissingData',
];
const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];
const MISSING_DATA = ['breaching', 'notBreaching', 'ignore', 'missing'];
const DAY_SECONDS = 86_400;

/** PutMetricAlarm: an alarm on one metric. A new one has not enough data; an updated one stays in its state. */
export const putMetricAlarm: Operation = (request, emulator) => {
  const fields = request.fields();
  requireSupported(fields, [...COMMON, ...METRIC]);
  const common = commonOf(fields);
  const rule = ruleOf(fields);
  store(request, emulator, { ...common, kind: 'metric', rule });
  return { status: 200, json: {} };
};

/** PutCompositeAlarm: an alarm on the states of others, all of which exist. */
export const putCompositeAlarm: Operation = (request, emulator) => {
  const fields = request.fields();
  requireSupported(fields, [...COMMON, 'AlarmRule']);
  const common = commonOf(fields);
  const rule = fields.text('AlarmRule') ?? '';
  new Constraints().required('alarmRule', rule).length('alarmRule', rule, 1, 10_240).enforce();
  const { alarms } = cloudwatchAt(emulator, request);
  const unknown = readAlarmRule(rule).names.filter((name) => alarms[name] === undefined);
  if (unknown.length > 0)
    throw cloudwatchError(
      'ValidationException',
      `The AlarmRule names alarms that do not exist: ${unknown.join(', ')}.`,
    );
  store(request, emulator, { ...common, kind: 'composite', rule });
  judgeComposites(alarms, emulator.now());
  return { status: 200, json: {} };
};

function requireSupported(fields: RequestFields, known: readonly string[]): void {
  try {
    requireKnownFields(fields, [...known, 'Dimensions.Name', 'Dimensions.Value']);
  } catch {
    const unknown = fields.names().filter((name) => !known.includes(name));
    throw notSupported(unknown.join(', '));
  }
}

type Configured = Omit<
  AlarmRecord,
  'kind' | 'rule' | 'state' | 'stateReason' | 'stateReasonData' | 'stateUpdatedAt' | 'judgedAt' | 'configuredAt'
>;

function commonOf(fields: RequestFields): Configured {
  const name = fields.text('AlarmName') ?? '',
    description = fields.text('AlarmDescription');
  new Constraints()
    .required('alarmName', name)
    .length('alarmName', name, 1, 255)
    .length('alarmDescription', description, 0, 1024)
    .enforce();
  return {
    name,
    ...(description === undefined ? {} : { description }),
    actionsEnabled: fields.flag('ActionsEnabled') ?? true,
    okActions: fields.texts('OKActions') ?? [],
    alarmActions: fields.texts('AlarmActions') ?? [],
    insufficientDataActions: fields.texts('InsufficientDataActions') ?? [],
  };
}

function ruleOf(fields: RequestFields): MetricRule {
  const metric = readMetric(fields);
  const comparison = fields.text('ComparisonOperator') ?? '',
    treatMissingData = fields.text('TreatMissingData') ?? 'missing',
    unit = fields.text('Unit'),
    threshold = fields.number('Threshold'),
    datapointsToAlarm = fields.integer('DatapointsToAlarm');
  const periodSeconds = fields.integer('Period') ?? 0,
    evaluationPeriods = fields.integer('EvaluationPeriods') ?? 0;
  new Constraints()
    .required('metricName', metric.metricName)
    .required('namespace', metric.namespace)
    .required('comparisonOperator', comparison)
    .oneOf('comparisonOperator', comparison, COMPARISONS)
    .oneOf('treatMissingData', treatMissingData, MISSING_DATA)
    .range('evaluationPeriods', evaluationPeriods, 1, DAY_SECONDS)
    .range('datapointsToAlarm', datapointsToAlarm, 1, evaluationPeriods)
    .range('period', periodSeconds, 1, 7 * DAY_SECONDS)
    .enforce();
  if (threshold === undefined)
    throw cloudwatchError('MissingRequiredParameterException', 'The parameter Threshold is required.');
  requirePeriods(periodSeconds, evaluationPeriods);
  return {
    ...metric,
    statistic: statisticIn(fields),
    ...(unit === undefined ? {} : { unit }),
    periodSeconds,
    evaluationPeriods,
    ...(datapointsToAlarm === undefined ? {} : { datapointsToAlarm }),
    threshold,
    comparison,
    treatMissingData,
  };
}

/** Periods of less than an hour may cover a day together, longer ones a week. */
function requirePeriods(periodSeconds: number, evaluationPeriods: number): void {
  if (periodSeconds < 60) throw notSupported('A period of less than a minute');
  if (periodSeconds % 60 !== 0) throw invalidValue('Period must be 10, 20, 30, or a multiple of 60.');
  const longest = periodSeconds < 3600 ? DAY_SECONDS : 7 * DAY_SECONDS;
  if (periodSeconds * evaluationPeriods > longest)
    throw invalidValue(`Metrics cannot be checked across more than ${longest} seconds.`);
}

function statisticIn(fields: RequestFields): string {
  const plain = fields.text('Statistic'),
    extended = fields.text('ExtendedStatistic');
  const chosen = plain ?? extended;
  if (chosen === undefined || (plain !== undefined && extended !== undefined))
    throw cloudwatchError(
      'InvalidParameterCombinationException',
      'Exactly one of Statistic and ExtendedStatistic is required.',
    );
  new Constraints().oneOf('statistic', plain, STATISTICS).enforce();
  statisticOf(chosen, { percentileRanks: true, percentiles: true });
  return chosen;
}

type New = Configured & ({ kind: 'metric'; rule: MetricRule } | { kind: 'composite'; rule: string });

function store(request: AwsRequest, emulator: Emulator, configured: New): void {
  const alarms = settleAlarms(emulator, request);
  const now = emulator.now();
  const before = alarms[configured.name];
  if (before !== undefined && before.kind !== configured.kind)
    throw cloudwatchError('ValidationException', `An alarm of another type is named ${configured.name}.`);
  const state =
    before === undefined
      ? ({
          state: 'INSUFFICIENT_DATA',
          stateReason: 'Unchecked: Initial alarm creation',
          stateUpdatedAt: now,
          judgedAt: now,
        } as const)
      : {
          state: before.state,
          stateReason: before.stateReason,
          ...(before.stateReasonData === undefined ? {} : { stateReasonData: before.stateReasonData }),
          stateUpdatedAt: before.stateUpdatedAt,
          judgedAt: before.judgedAt,
        };
  alarms[configured.name] = { ...configured, ...state, configuredAt: now };
  emulator.changed();
}
