import { functionArn } from '../arns';
import { cloudwatchError, cloudwatchThrottled } from '../cloudwatch/cloudwatchErrors';
import { deniedByEventBridge, eventBridgeError } from '../eventbridge/eventBridgeErrors';
import { deniedBySns, snsError } from '../sns/snsErrors';
import { accessDenied, AwsError, serviceFailure, throttled } from '../errors';
import type { Disturbance } from '../faults';
import type { Emulator } from '../emulator';
import { callerArnOf, type Caller } from '../iam/caller';
import type { Service } from './answers';

/** What a request is about, as far as it matters for how it is refused. */
type Refused = { service: Service; operation: string; functionName?: string };

/** Throws what a fault says about a request, in the words of its service. */
export function refuseIfDisturbed(
  { refuse }: Disturbance,
  { service, operation, functionName }: Refused,
  caller: Caller,
  emulator: Emulator,
): void {
  switch (refuse?.kind) {
    case undefined:
      return;
    case 'throttle':
      throw throttledBy(service, refuse.retryAfterSeconds);
    case 'error5xx':
      throw failureOf(service, refuse.status);
    case 'accessDenied': {
      const resource = functionName === undefined ? '*' : functionArn(caller, functionName);
      const why =
        refuse.explicit === true
          ? 'with an explicit deny in an identity-based policy'
          : `because no identity-based policy allows the ${service}:${operation} action`;
      const action = `${service}:${operation}`;
      const wording = service === 'sns' ? deniedBySns : service === 'events' ? deniedByEventBridge : accessDenied;
      throw wording(
        `User: ${callerArnOf(caller, emulator)} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
        { action },
      );
    }
  }
}

/** How a service says that there are too many requests. */
export function throttledBy(service: Service, retryAfterSeconds?: number): AwsError {
  if (service === 'cloudwatch') return cloudwatchThrottled();
  if (service === 'sns') return snsError('Throttled', 'Rate exceeded');
  if (service === 'events') return eventBridgeError('ThrottlingException', 'Rate exceeded');
  return service === 's3'
    ? new AwsError('SlowDown', 503, 'Please reduce your request rate.')
    : throttled('CallerRateLimitExceeded', undefined, retryAfterSeconds);
}

function failureOf(service: Service, status: number | undefined): AwsError {
  if (service === 'sns') return new AwsError('InternalError', status ?? 500, 'Internal error.');
  if (service === 'events') return new AwsError('InternalException', status ?? 500, 'Internal error.');
  if (service === 'cloudwatch') {
    const { name, message } = cloudwatchError('InternalServiceFault', 'Request processing has failed.');
    return new AwsError(name, status ?? 500, message, { type: undefined });
  }
  return service === 's3'
    ? new AwsError('InternalError', status ?? 500, 'We encountered an internal error. Please try again.')
    : serviceFailure(status);
}
