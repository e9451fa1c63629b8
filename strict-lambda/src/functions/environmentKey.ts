import type { Emulator } from '../emulator';
import type { AwsRequest } from '../http/awsRequest';
import type { RequestFields } from '../http/requestFields';
import { deniedByKms, refusalOf, requireAllowed } from '../iam/requireAllowed';
import type { FunctionSettings } from '../store/functionRecord';

const permission = (action: string, key: string, { region }: AwsRequest) => ({
  action: `kms:${action}`,
  resource: key,
  context: { 'kms:ViaService': `lambda.${region}.amazonaws.com` },
});

/**
 * Rejects a customer managed key that the caller may not use: "kms:CreateGrant, kms:Encrypt – To configure a customer
 * managed key on a function" (developer guide). It does not say what AWS checks if only variables change.
 */
export function requireKeyAllowed(fields: RequestFields, request: AwsRequest, emulator: Emulator): void {
  const key = fields.text('KMSKeyArn') ?? '';
  if (key === '') return;
  for (const action of ['CreateGrant', 'Encrypt'])
    requireAllowed(request, emulator, permission(action, key, request), deniedByKms);
}

/**
 * Variables as the caller may see them: without kms:Decrypt on a customer managed key, AWS shows an error in their
 * place. Source: developer guide and EnvironmentResponse of the API reference.
 */
export function visibleEnvironment(
  { Environment, KMSKeyArn }: Pick<FunctionSettings, 'Environment' | 'KMSKeyArn'>,
  request: AwsRequest,
  emulator: Emulator,
): { Environment?: unknown } {
  if (Environment === undefined || KMSKeyArn === undefined) return {};
  const refusal = refusalOf(request, emulator, permission('Decrypt', KMSKeyArn, request));
  if (refusal === undefined) return {};
  const Message = `Lambda was unable to decrypt your environment variables because the KMS access was denied. Please check your KMS permissions. KMS Exception: AccessDeniedException KMS Message: ${refusal}`;
  return { Environment: { Error: { ErrorCode: 'AccessDeniedException', Message } } };
}
