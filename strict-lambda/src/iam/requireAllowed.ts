import { accessDenied, AwsError, invalidParameter } from '../errors';
import type { Emulator } from '../emulator';
import type { AwsRequest } from '../http/awsRequest';
import { callerArnOf, policyOf } from './caller';
import { decide, type Permission } from './decide';

/** A request, as far as permissions go. */
export type Asking = Pick<AwsRequest, 'account' | 'region' | 'accessKeyId' | 'checked'>;

/** How a service says that something is not allowed: from AWS's sentence, the action and the resource. */
type Wording = (sentence: string, permission: Permission) => AwsError;

/**
 * Rejects what the policy of the caller's role does not allow. A role without a policy may do everything, and so may
 * callers that have assumed no role.
 */
export function requireAllowed(
  request: Asking,
  emulator: Emulator,
  permission: Permission,
  inTheWordsOf: Wording = accessDenied,
): void {
  if (policyOf(request, emulator) === undefined) return;
  request.checked.push({ action: permission.action, resource: permission.resource });
  const sentence = refusalOf(request, emulator, permission);
  if (sentence !== undefined) throw inTheWordsOf(sentence, permission);
}

/** AWS's sentence if the policy of the caller's role does not allow something, for what then only lacks a part. */
export function refusalOf(
  request: Pick<Asking, 'account' | 'region' | 'accessKeyId'>,
  emulator: Emulator,
  permission: Permission,
): string | undefined {
  const policy = policyOf(request, emulator);
  if (policy === undefined) return undefined;
  const context = { 'aws:RequestedRegion': request.region, ...permission.context };
  const decision = decide(policy, { ...permission, context });
  if (decision === 'allowed') return undefined;
  const shown = permission.action.startsWith('s3:') ? `"${permission.resource}"` : permission.resource;
  const why =
    decision === 'denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${permission.action} action`;
  return `User: ${callerArnOf(request, emulator)} is not authorized to perform: ${permission.action} on resource: ${shown} ${why}`;
}

/** Lambda reads the zip with the caller's credentials and passes S3's refusal on. Source: responses in public reports. */
export const deniedByS3: Wording = (sentence, { resource }) =>
  accessDenied(
    `Your access has been denied by S3, please make sure your request credentials have permission to GetObject for ${resource.replace(/^.*:::/, '')}. S3 Error Code: AccessDenied. S3 Error Message: ${sentence}`,
  );

/** Lambda looks a VPC up with the caller's credentials. Source: responses in public reports. */
export const deniedByEc2 =
  (id: string): Wording =>
  (_sentence, { action }) =>
    accessDenied(
      `Your access has been denied by EC2, please make sure your request credentials have permission to ${action.replace('ec2:', '')} for ${id}. EC2 Error Code: UnauthorizedOperation. EC2 Error Message: You are not authorized to perform this operation.`,
    );

/** Lambda uses a key with the caller's permissions. Source: responses in public reports, for CreateGrant. */
export const deniedByKms: Wording = (sentence, { action }) =>
  invalidParameter(
    `Lambda was unable to configure access to your environment variables because the KMS key is invalid for ${action.replace('kms:', '')}. Please check your KMS key settings. KMS Exception: AccessDeniedException KMS Message: ${sentence}`,
  );

/** S3 and STS call it differently than Lambda. */
export const deniedByService: Wording = (sentence) => new AwsError('AccessDenied', 403, sentence);
