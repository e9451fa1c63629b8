import type { AwsFailure } from '../awsFailure';
import type { Reading } from '../reading';
import { sentence } from '../sentence';
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
  if (awsCode === 'EC2ThrottledException') return { code: 'throttled', what: `EC2 throttled Lambda at ${facts.name}.` };
  if (NOT_READY.has(awsCode)) {
    return {
      code: 'awsConflict',
      what: `The function is not ready for ${facts.name} (${awsCode}): ${sentence(failure.message)}`,
      next: 'AWS makes an idle function ready within minutes; when it goes on, look at its StateReason.',
    };
  }
  if (!CANNOT_RUN.test(awsCode)) return undefined;
  return {
    code: 'awsRefused',
    what: `Lambda cannot run the function (${awsCode}): ${sentence(failure.message)}`,
    next: "Correct the function's configuration as AWS says, deploy it and run the stage again.",
    ...(/AccessDenied/.test(awsCode) ? { iamMayFollow: true } : {}),
  };
}

/**
 * What Lambda says about an execution role that does not exist, does not trust Lambda, or lacks a permission. It can
 * also say this during the first minute of a valid role.
 */
export function readExecutionRole({ awsCode, message }: AwsFailure, facts: NamedLambdaCall): Reading | undefined {
  if (awsCode !== 'InvalidParameterValueException') return undefined;
  const role = facts.role ?? 'of the function';
  if (/cannot be assumed/i.test(message)) {
    return {
      code: 'roleNotAssumable',
      what: `Lambda cannot assume the execution role ${role}.`,
      next: 'Check that the role exists and that its trust policy lets lambda.amazonaws.com assume it.',
      iamMayFollow: true,
    };
  }
  if (/execution role does not have permissions|key is invalid for CreateGrant/i.test(message)) {
    return {
      code: 'accessDenied',
      what: `The execution role ${role} lacks a permission that ${facts.name} needs: ${sentence(message)}`,
      next: 'Add the permission that AWS names to the execution role.',
      iamMayFollow: true,
    };
  }
  return /throttled by EC2/i.test(message)
    ? { code: 'throttled', what: `EC2 throttled Lambda at ${facts.name}.` }
    : undefined;
}
