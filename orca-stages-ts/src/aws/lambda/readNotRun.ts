import { say } from 'stage-contract';
import type { AwsFailure } from '../awsFailure';
import { deniedPermission } from '../deniedPermission';
import type { Reading } from '../reading';
import type { NamedLambdaCall } from './lambdaCallFacts';

/**
 * Lambda is still preparing what the function runs on. Source: the errors of Invoke in AWS's model; several of them are
 * 502.
 */
const NOT_READY: ReadonlySet<string> = new Set([
  'ResourceNotReadyException',
  'CodeArtifactUserPendingException',
  'ENINotReadyException',
  'SnapStartNotReadyException',
  'EC2UnexpectedException',
]);
/** Lambda can't run the function as it is configured: retrying does not help. */
const CANNOT_RUN =
  /^(ENILimitReached|SubnetIPAddressLimitReached|InvalidSubnetID|InvalidSecurityGroupID|InvalidRuntime|InvalidZipFile|EC2AccessDenied|KMSAccessDenied|KMSDisabled|KMSInvalidState|KMSNotFound|EFSMount\w+|EFSIO|S3FilesMount\w+|CodeArtifactUserDeleted|CodeArtifactUserFailed)Exception$/;

/**
 * AWS refused before it ran anything, although many of these errors have a 5xx status, after which the outcome would be
 * unknown. Reading them here makes sure that a call of an idle function is retried, and that a call that can never run
 * says why.
 */
export function readNotRun(failure: AwsFailure, facts: NamedLambdaCall): Reading | undefined {
  const { awsCode } = failure;
  if (awsCode === 'EC2ThrottledException')
    return { code: 'throttled', what: say('ec2Throttled', { call: facts.name }) };
  if (NOT_READY.has(awsCode)) {
    return {
      code: 'awsConflict',
      what: say('functionNotReady', { call: facts.name, awsCode, message: failure.message }),
      next: say('waitUntilReady', {}),
    };
  }
  if (!CANNOT_RUN.test(awsCode)) return undefined;
  return {
    code: 'awsRefused',
    what: say('cannotRun', { awsCode, message: failure.message }),
    next: say('correctConfiguration', {}),
    ...(/AccessDenied/.test(awsCode) ? { iamMayFollow: true } : {}),
  };
}

/**
 * What Lambda says about an execution role that does not exist, does not trust Lambda, or lacks a permission. It can
 * also say this during the first minute of a valid role.
 */
export function readExecutionRole({ awsCode, message }: AwsFailure, facts: NamedLambdaCall): Reading | undefined {
  if (awsCode !== 'InvalidParameterValueException') return undefined;
  const role = facts.role === undefined ? {} : { role: facts.role };
  if (/cannot be assumed/i.test(message)) {
    return {
      code: 'roleNotAssumable',
      what: say('executionRoleNotAssumable', role),
      next: say('checkTrustOfLambda', {}),
      iamMayFollow: true,
    };
  }
  // Lambda uses a key with the permissions of the caller, too, and says whose are missing.
  const denied = deniedPermission(message);
  if (denied?.action.startsWith('kms:') === true) {
    return {
      code: 'accessDenied',
      what: say('notAllowed', { call: facts.name, message }),
      next: say('allowAction', { ...denied }),
      iamMayFollow: true,
    };
  }
  if (/execution role does not have permissions|key is invalid for CreateGrant/i.test(message)) {
    return {
      code: 'accessDenied',
      what: say('executionRoleLacksPermission', { ...role, call: facts.name, message }),
      next: say('addRolePermission', {}),
      iamMayFollow: true,
    };
  }
  return /throttled by EC2/i.test(message)
    ? { code: 'throttled', what: say('ec2Throttled', { call: facts.name }) }
    : undefined;
}
