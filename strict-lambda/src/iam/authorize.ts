import type { Emulator } from '../emulator';
import type { Service } from '../http/answers';
import type { AwsRequest } from '../http/awsRequest';
import { policyOf } from './caller';
import { deniedByEventBridge } from '../eventbridge/eventBridgeErrors';
import { deniedBySns } from '../sns/snsErrors';
import { cloudwatchPermissions } from './cloudwatchPermission';
import { publishPermission, putEventsPermissions } from './eventPermissions';
import { lambdaPermission } from './lambdaPermission';
import { deniedByService, requireAllowed } from './requireAllowed';
import { s3Permission } from './s3Permission';

/**
 * Rejects an operation that the caller's role does not allow. What Lambda does on behalf of the caller (passing a role,
 * reading code, layers and VPCs), and what STS checks, is checked where it is done.
 */
export function authorize(service: Service, operation: string, request: AwsRequest, emulator: Emulator): void {
  if (policyOf(request, emulator) === undefined) return;
  if (service === 'lambda') requireAllowed(request, emulator, lambdaPermission(operation, request, emulator));
  if (service === 's3') requireAllowed(request, emulator, s3Permission(operation, request), deniedByService);
  if (service === 'cloudwatch')
    for (const permission of cloudwatchPermissions(operation, request)) requireAllowed(request, emulator, permission);
  if (service === 'sns') requireAllowed(request, emulator, publishPermission(request), deniedBySns);
  if (service === 'events')
    for (const permission of putEventsPermissions(request))
      requireAllowed(request, emulator, permission, deniedByEventBridge);
}
