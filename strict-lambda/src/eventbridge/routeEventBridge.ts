import type { IncomingHttpHeaders } from 'node:http';
import type { Operation } from '../http/awsRequest';
import type { QuotaPool } from '../quotas';
import { eventBridgeError } from './eventBridgeErrors';
import { putEvents } from './putEvents';

/** Finds the operation of an EventBridge request, which names it in X-Amz-Target: AWS JSON 1.1. */
export function routeEventBridge(headers: IncomingHttpHeaders): {
  operation: string;
  quota: QuotaPool;
  handle: Operation;
} {
  const target = String(headers['x-amz-target'] ?? '');
  if (target === 'AWSEvents.PutEvents') return { operation: 'PutEvents', quota: 'putEvents', handle: putEvents };
  throw eventBridgeError(
    'UnknownOperationException',
    `${target === '' ? 'A request of EventBridge without X-Amz-Target' : target} is not supported yet by this emulator.`,
  );
}
