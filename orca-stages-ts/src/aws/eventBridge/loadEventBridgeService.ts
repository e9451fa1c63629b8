import type { EventBridge } from '@aws-sdk/client-eventbridge';
import type { AwsService } from '../awsService';
import type { CallFacts } from '../callFacts';
import { eventBridgeFailures } from './eventBridgeFailures';
import type { EventBridgePool } from './eventBridgePaces';
import * as operations from './operations';

/** Amazon EventBridge, with its client, which is only loaded now. */
export async function loadEventBridgeService(): Promise<
  AwsService<typeof operations, EventBridge, CallFacts, EventBridgePool>
> {
  const client = await import('@aws-sdk/client-eventbridge');
  return {
    signingName: 'events',
    // Whoever answers for Lambda on this machine answers for EventBridge, too.
    endpointOf: ({ events, lambdaEndpoint, testCredentials }) =>
      events?.eventBridgeEndpoint ?? (testCredentials ? lambdaEndpoint : undefined),
    createClient: (settings) => new client.EventBridge(settings),
    operations: { ...operations },
    usualPool: 'putEvents',
    failures: eventBridgeFailures,
  };
}
