import { functionArn, mappingArn } from '../arns';
import type { Emulator } from '../emulator';
import { readReference } from '../functions/functionReference';
import type { AwsRequest } from '../http/awsRequest';
import { settledMappings } from '../mappings/settleMapping';
import type { Permission } from './decide';

/** IAM cannot limit these to a resource. */
const WITHOUT_RESOURCE: ReadonlySet<string> = new Set([
  'ListFunctions',
  'GetAccountSettings',
  'ListEventSourceMappings',
  'CreateEventSourceMapping',
]);

/**
 * The permission that AWS checks for an operation of Lambda. Source: the Service Authorization Reference of AWS Lambda;
 * what it does not say is said at the place.
 */
export function lambdaPermission(operation: string, request: AwsRequest, emulator: Emulator): Permission {
  const action = `lambda:${operation === 'Invoke' ? 'InvokeFunction' : operation}`;
  if (WITHOUT_RESOURCE.has(operation)) {
    const named = operation === 'CreateEventSourceMapping' ? request.fields().text('FunctionName') : undefined;
    return { action, resource: '*', context: { 'lambda:FunctionArn': arnOf(request, named) } };
  }
  if (operation.endsWith('EventSourceMapping')) return { action, ...mappingIn(request, emulator) };
  const { Resource: tagged, FunctionName: inPath } = request.parameters;
  if (tagged !== undefined) return { action, resource: tagged };
  const name = operation === 'CreateFunction' ? request.fields().text('FunctionName') : inPath;
  const resource = arnOf(request, name, request.query.get('Qualifier')) ?? '*';
  // The aliases' own operations are authorized for the function, not for the alias: the reference gives them the
  // resource type "function", and public reports quote refusals on the unqualified ARN.
  return {
    action,
    resource,
    ...(action.includes('FunctionUrl') ? { context: { 'lambda:FunctionArn': resource } } : {}),
  };
}

/**
 * "Lambda makes authorization decisions by comparing the resource element in the IAM policy to both the FunctionName
 * and Qualifier passed in API calls" (developer guide): a qualified call needs the qualified ARN.
 */
function arnOf(request: AwsRequest, given: string | undefined, qualifier?: string | null): string | undefined {
  if (given === undefined) return undefined;
  const reference = readReference(request, given, qualifier);
  return functionArn(request, reference.name, reference.qualifier);
}

/**
 * The mapping in the path, with the function that it belongs to. The reference does not say what AWS checks for a
 * mapping that does not exist; by public reports it is `*`, and then there is no function either.
 */
function mappingIn(request: AwsRequest, emulator: Emulator): Omit<Permission, 'action'> {
  const mapping = settledMappings(emulator, request)[request.parameters['UUID'] ?? ''];
  if (mapping === undefined) return { resource: '*' };
  return {
    resource: mappingArn(request, mapping.uuid),
    // Nor does it say which function counts for an update that also changes the function: here it is the one that the
    // mapping has.
    context: { 'lambda:FunctionArn': functionArn(request, mapping.functionName, mapping.qualifier) },
  };
}
