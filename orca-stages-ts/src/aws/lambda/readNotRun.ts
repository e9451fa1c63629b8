import type { AwsFailure } from '../awsFailure';
import type { Reading } from '../reading';
import { sentence } from '../sentence';
import type { NamedLambdaCall } from './lambdaCallFacts';

/** Lambda is still making ready what the function runs on. Source: the errors of Invoke in AWS's model, where several of them are 502. */
const NOT_READY: ReadonlySet<string> = new Set([
  'ResourceNotReadyException',
  'CodeArtifactUserPendingException',
  'ENINotReadyException',
  'SnapStartNotReadyException',
  'EC2UnexpectedException',
]);
/** Lambda cannot run the function as it is configured: trying again is no help. */
const CANNOT_RUN =
  /^(ENILimitReached|SubnetIPAddressLimitReached|InvalidSubnetID|InvalidSecurityGroupID|InvalidRuntime|InvalidZipFile|EC2AccessDenied|KMSAccessDenied|KMSDisabled|KMSInvalidState|KMSNotFound|EFSMount\w+|EFSIO|S3FilesMount\w+|CodeArtifactUserDeleted|CodeArtifactUserFailed)Exception$/;

/**
 * AWS refused before it ran anything, though the status of many of these is that of a broken service, after which nobody knows.
 * So that a call of an idle function is made again, and one that can never run says why.
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
 * What Lambda says of an execution role that does not exist, does not trust it or may not do what the function needs:
 * also in the first minute of a good one.
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
