import type { AwsScope } from './awsPort';
import type { EventBridgePort } from './eventBridgePort';
import type { SnsPort } from './snsPort';

/** The services that take events, each with its port. Stages call none of them. */
export interface EventPorts {
  sns: SnsPort;
  eventBridge: EventBridgePort;
}

/**
 * The way to these services, with the credentials of a configured account. A port comes as a promise, because the client
 * of its service is only loaded when it is first needed. Throws StageError accountNotConfigured.
 */
export type EventPortsFor = {
  readonly [Service in keyof EventPorts]: (scope: AwsScope) => Promise<EventPorts[Service]>;
};
