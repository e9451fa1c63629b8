import { actionsOfCall } from '../awsOperation';
import { inRegions, type PolicyRule } from '../policyRule';
import * as operations from './operations';

/**
 * The statement that allows CloudWatch's calls. GetMetricData has no resources. DescribeAlarms has some, but "you can't
 * return information about composite alarms if your cloudwatch:DescribeAlarms permission has a narrower scope" than `*`
 * (API reference of DescribeAlarms).
 */
export const cloudwatchPolicy: readonly PolicyRule[] = [
  {
    sid: 'AlarmsAndMetrics',
    actions: Object.values(operations).flatMap((operation) => [...actionsOfCall('cloudwatch', operation)]),
    resources: () => ['*'],
    condition: inRegions,
  },
];
