import type { AwsPorts } from '../model/awsPort';
import type { EventPorts } from '../model/eventPorts';
import type { AwsCallDeclaration } from './awsOperation';
import { cloudwatchPolicy, cloudwatchService } from './cloudwatch';
import { eventBridgeOperations, eventBridgePolicy } from './eventBridge';
import { lambdaPolicy, lambdaService } from './lambda';
import type { PolicyRule } from './policyRule';
import { snsOperations, snsPolicy } from './sns';

/** What IAM needs to know about a service. */
export interface PermittedService<Method extends string> {
  /** The service's prefix in IAM action names. */
  iamPrefix: string;
  operations: Readonly<Record<Method, AwsCallDeclaration>>;
  policy: readonly PolicyRule[];
}

/** The services that stages call, by port name. */
export const awsServices = {
  lambda: { iamPrefix: 'lambda', operations: lambdaService.operations, policy: lambdaPolicy },
  cloudwatch: { iamPrefix: 'cloudwatch', operations: cloudwatchService.operations, policy: cloudwatchPolicy },
} satisfies { [Service in keyof AwsPorts]: PermittedService<keyof AwsPorts[Service] & string> };

/** The services that take events, by port name. */
export const eventServices = {
  sns: { iamPrefix: 'sns', operations: { ...snsOperations }, policy: snsPolicy },
  eventBridge: { iamPrefix: 'events', operations: { ...eventBridgeOperations }, policy: eventBridgePolicy },
} satisfies { [Service in keyof EventPorts]: PermittedService<keyof EventPorts[Service] & string> };

/** How to limit every known action to resources, service by service. */
export const policyRules: readonly PolicyRule[] = [
  ...Object.values(awsServices),
  ...Object.values(eventServices),
].flatMap(({ policy }) => policy);
