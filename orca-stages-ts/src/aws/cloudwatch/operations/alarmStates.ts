import { DescribeAlarmsCommand, type CompositeAlarm, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import type { AlarmFacts } from '../../../model/alarmFacts';
import { allPages } from '../../allPages';
import type { CloudwatchOperation } from '../cloudwatchOperation';

/** The states of alarms by name. Without AlarmTypes, AWS leaves composite alarms out; without MaxRecords, all but 50. */
export const alarmStates: CloudwatchOperation<'alarmStates'> = {
  call: 'DescribeAlarms',
  reads: true,
  pool: 'describeAlarms',
  async run(aws, names) {
    return allPages(async (marker) => {
      const page = await aws.call({ thing: names.length === 1 ? names[0] : undefined }, (client) =>
        client.send(
          new DescribeAlarmsCommand({
            AlarmNames: [...names],
            AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
            MaxRecords: 100,
            NextToken: marker,
          }),
        ),
      );
      return {
        items: [
          ...(page.MetricAlarms ?? []).map((alarm) => alarmFacts(alarm, 'metric')),
          ...(page.CompositeAlarms ?? []).map((alarm) => alarmFacts(alarm, 'composite')),
        ],
        next: page.NextToken,
      };
    });
  },
};

/** What AWS may add later is not known to be harmless, so any other state counts as not known. */
function alarmFacts(found: MetricAlarm | CompositeAlarm, kind: AlarmFacts['kind']): AlarmFacts {
  const { StateValue: state } = found;
  return {
    name: found.AlarmName ?? '',
    arn: found.AlarmArn ?? '',
    state: state === 'OK' || state === 'ALARM' ? state : 'INSUFFICIENT_DATA',
    reason: found.StateReason ?? '',
    since: (found.StateUpdatedTimestamp ?? new Date(0)).toISOString(),
    kind,
  };
}
