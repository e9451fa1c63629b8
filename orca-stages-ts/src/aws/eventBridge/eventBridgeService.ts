import { EventBridge } from '@aws-sdk/client-eventbridge';
import type { AwsService } from '../awsService';
import type { CallFacts } from '../callFacts';
import { eventBridgeFailures } from './eventBridgeFailures';
import type { EventBridgePool } from './eventBridgePaces';
import * as operations from './operations';

/** Amazon EventBridge. Not part of the folder's index: whoever imports it loads the client. */
export const eventBridgeService: AwsService<typeof operations, EventBridge, CallFacts, EventBridgePool> = {
  signingName: 'events',
  // Whoever answers for Lambda on this machine answers for EventBridge, too.
  endpointOf: ({ events, lambdaEndpoint, testCredentials }) =>
    events?.eventBridgeEndpoint ?? (testCredentials ? lambdaEndpoint : undefined),
  createClient: (settings) => new EventBridge(settings),
  operations: { ...operations },
  usualPool: 'putEvents',
  failures: eventBridgeFailures,
};
