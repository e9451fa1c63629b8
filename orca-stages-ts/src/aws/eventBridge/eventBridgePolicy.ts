import { actionsOfCall } from '../awsOperation';
import type { PolicyRule } from '../policyRule';
import * as operations from './operations';

/** The statement that allows EventBridge's calls: for the account's bus of events, if it has one. */
export const eventBridgePolicy: readonly PolicyRule[] = [
  {
    sid: 'EventBus',
    actions: Object.values(operations).flatMap((operation) => [...actionsOfCall('events', operation)]),
    resources: ({ account: { events } }) => (events?.eventBusArn === undefined ? [] : [events.eventBusArn]),
  },
];
