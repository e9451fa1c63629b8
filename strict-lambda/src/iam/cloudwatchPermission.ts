import { alarmArn } from '../arns';
import { askedTypes } from '../cloudwatch/alarmOperations';
import type { AwsRequest } from '../http/awsRequest';
import type { Permission } from './decide';

/**
 * The permissions that CloudWatch checks for an operation. Source: the Service Authorization Reference of Amazon
 * CloudWatch. DescribeAlarms is authorized for all alarms together: public reports quote refusals on `alarm:*`. "You can't
 * return information about composite alarms if your cloudwatch:DescribeAlarms permission has a narrower scope [than *]"
 * (API reference).
 */
export function cloudwatchPermissions(operation: string, request: AwsRequest): Permission[] {
  const action = `cloudwatch:${operation}`;
  const on = (name: string): Permission => ({ action, resource: alarmArn(request, name) });
  switch (operation) {
    case 'DescribeAlarms':
      return askedTypes(request.fields()).includes('CompositeAlarm') ? [{ action, resource: '*' }] : [on('*')];
    case 'DeleteAlarms':
      return (request.fields().texts('AlarmNames') ?? []).map(on);
    case 'PutMetricAlarm':
    case 'PutCompositeAlarm':
    case 'SetAlarmState':
      return [on(request.fields().text('AlarmName') ?? '')];
    default:
      return [{ action, resource: '*' }];
  }
}
