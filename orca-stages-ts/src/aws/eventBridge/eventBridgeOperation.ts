import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { EventBridgePort } from '../../model/eventBridgePort';
import type { AwsOperation } from '../awsOperation';
import type { CallFacts } from '../callFacts';
import type { EventBridgePool } from './eventBridgePaces';

/** The EventBridge call behind one method of the port. Operations only import types, as those of SNS. */
export type EventBridgeOperation<Method extends keyof EventBridgePort> = AwsOperation<
  EventBridgePort[Method],
  EventBridge,
  CallFacts,
  EventBridgePool
>;
