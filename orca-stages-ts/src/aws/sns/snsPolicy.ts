import { actionsOfCall } from '../awsOperation';
import type { PolicyRule } from '../policyRule';
import * as operations from './operations';

/** The statement that allows SNS's calls: for the account's topic of events, if it has one. */
export const snsPolicy: readonly PolicyRule[] = [
  {
    sid: 'EventTopic',
    actions: Object.values(operations).flatMap((operation) => [...actionsOfCall('sns', operation)]),
    resources: ({ account: { events } }) => (events?.snsTopicArn === undefined ? [] : [events.snsTopicArn]),
  },
];
