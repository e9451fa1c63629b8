import type { StageErrorDetails } from 'stage-contract';
import { AwsStageError } from '../model/awsStageError';
import { isNotFound, isThrottle, type AwsFailure } from './awsFailure';
import { placeOf, type CallFacts } from './callFacts';
import { readExecutionRole, readNotRun } from './lambda/readNotRun';
import type { Reading } from './reading';
import { redactSecrets } from './redactSecrets';
import { sentence } from './sentence';

/** Reads a failure of AWS as an error of ours, without the secrets of the request. The raw error is left behind, as it may hold them. */
export function stageErrorOf(
  failure: AwsFailure,
  facts: CallFacts,
  scope: { account: string; region: string },
): AwsStageError {
  const awsMessage = redactSecrets(failure.message, facts.secrets ?? {});
  const { code, what, where, next, iamMayFollow } = readFailure({ ...failure, message: awsMessage }, facts);
  const details: StageErrorDetails = {
    code,
    what,
    where: where === undefined ? placeOf(facts, scope) : `${where} · ${scope.account} / ${scope.region}`,
    awsCode: failure.awsCode,
  };
  if (awsMessage !== '') details.awsMessage = awsMessage;
  if (next !== undefined) details.next = next;
  if (failure.requestId !== undefined) details.awsRequestId = failure.requestId;
  if (failure.httpStatus !== undefined) details.httpStatus = failure.httpStatus;
  return new AwsStageError(details, {
    ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
    ...(iamMayFollow === undefined ? {} : { iamMayFollow }),
  });
}

function readFailure(failure: AwsFailure, facts: CallFacts): Reading {
  return (
    readNotRun(failure, facts) ??
    readUnanswered(failure, facts) ??
    readCode(failure, facts) ??
    readByName(failure, facts) ?? {
      code: 'awsRefused',
      what: `AWS refused ${facts.name}: ${sentence(failure.message)}`,
    }
  );
}

/** Nothing came back, or AWS itself failed: nobody knows yet whether the call acted. */
function readUnanswered(failure: AwsFailure, facts: CallFacts): Reading | undefined {
  if (isThrottle(failure)) return { code: 'throttled', what: `AWS throttled ${facts.name}.` };
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(failure.awsCode)) {
    return {
      code: 'accessDenied',
      what: `There are no AWS credentials to call ${facts.name} with.`,
      next: 'Give the sidecar credentials (an instance or pod role, or environment variables), or an assumeRoleArn in its configuration.',
    };
  }
  if (failure.httpStatus === undefined)
    return { code: 'awsUnavailable', what: `AWS did not answer ${facts.name} (${failure.awsCode}).` };
  return failure.httpStatus >= 500
    ? { code: 'awsUnavailable', what: `AWS failed at ${facts.name} (${failure.httpStatus} ${failure.awsCode}).` }
    : undefined;
}

/** Lambda reads the code from S3 and passes S3's error on in its own message. */
function readCode(failure: AwsFailure, facts: CallFacts): Reading | undefined {
  const s3Code =
    /S3 Error Code: (\w+)/.exec(failure.message)?.[1] ??
    /^(NoSuchKey|NoSuchBucket|NoSuchVersion|PermanentRedirect)$/.exec(failure.awsCode)?.[1];
  if (facts.code === undefined || s3Code === undefined) return undefined;
  const where = `s3://${facts.code.bucket}/${facts.code.key}`;
  switch (s3Code) {
    case 'NoSuchBucket':
      return { code: 'codeNotFound', what: `Bucket ${facts.code.bucket} does not exist.`, where };
    case 'NoSuchKey':
      return { code: 'codeNotFound', what: `Bucket ${facts.code.bucket} has no object ${facts.code.key}.`, where };
    case 'NoSuchVersion':
      return {
        code: 'codeNotFound',
        what: `Object ${facts.code.key} in bucket ${facts.code.bucket} does not have the given version.`,
        where,
      };
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed': {
      const region = /in this region: ([\w-]+)/.exec(failure.message)?.[1];
      return {
        code: 'codeNotFound',
        what: `Bucket ${facts.code.bucket} is in ${region === undefined ? 'another region than' : `${region}, not in the region of`} the function, so ${facts.code.key} cannot be used.`,
        where,
        next: 'Upload the zip to a bucket in the region of the function.',
      };
    }
    case 'AccessDenied':
      return {
        code: 'accessDenied',
        what: `AWS may not read ${facts.code.key} in bucket ${facts.code.bucket}, or it does not exist.`,
        where,
        next: "Check that the object exists, and allow s3:GetObject on it to the sidecar's role.",
      };
    default:
      return {
        code: 'codeNotFound',
        what: `Bucket ${facts.code.bucket} did not give object ${facts.code.key} (${s3Code}).`,
        where,
      };
  }
}

function readByName(failure: AwsFailure, facts: CallFacts): Reading | undefined {
  if (isNotFound(failure)) return readNotFound(failure, facts);
  if (failure.httpStatus === 412 || failure.awsCode === 'PreconditionFailedException')
    return { code: 'awsConflict', what: `It was changed by somebody else before ${facts.name}.` };
  // CodeStorageExceeded and the like are 400: waiting does not help them.
  if (/in the following state: Failed/.test(failure.message)) {
    return {
      code: 'settleFailed',
      what: `${facts.name} is not possible, as the function's state is Failed.`,
      next: "Look at the function's StateReason; what AWS could not create has to be deleted and created anew.",
    };
  }
  if (failure.httpStatus === 409 || /^Resource(Conflict|InUse|NotReady)Exception$/.test(failure.awsCode))
    return {
      code: 'awsConflict',
      what: `${facts.name} conflicts with the present state: ${sentence(failure.message)}`,
    };
  const role = failure.awsCode === 'InvalidParameterValueException' ? readExecutionRole(failure, facts) : undefined;
  if (role !== undefined) return role;
  if (failure.httpStatus === 403 || /^AccessDenied/.test(failure.awsCode)) return readDenied(failure, facts);
  return undefined;
}

function readDenied(failure: AwsFailure, facts: CallFacts): Reading {
  if (
    /^(Expired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch)/.test(failure.awsCode)
  ) {
    return {
      code: 'accessDenied',
      what: `AWS does not accept the sidecar's credentials for ${facts.name} (${failure.awsCode}).`,
      next: "Check the sidecar's credentials and its clock; if they come from a file or variables, renew them.",
    };
  }
  // What a policy forbids by name no waiting heals; what none allows yet, one may that was just written.
  const isForbidden = /explicit deny|is not allowed/i.test(failure.message);
  return {
    code: 'accessDenied',
    what: `AWS does not allow ${facts.name}: ${sentence(failure.message)}`,
    ...(isForbidden ? {} : { iamMayFollow: true }),
  };
}

/** AWS names the missing thing by its ARN; a qualifier in it tells a version or an alias from the function. */
function readNotFound(failure: AwsFailure, facts: CallFacts): Reading {
  const [, functionName, qualifier] = /:function:([\w-]+)(?::([\w$-]+))?/.exec(failure.message) ?? [];
  const name = facts.functionName ?? functionName;
  const missing =
    qualifier ??
    (/^(Cannot find|Alias not found)/i.test(failure.message) || functionName === undefined
      ? facts.qualifier
      : undefined);
  if (name === undefined)
    return { code: 'awsRefused', what: `What ${facts.name} is about does not exist: ${sentence(failure.message)}` };
  if (missing === undefined) return { code: 'functionNotFound', what: `Function ${name} does not exist.` };
  return /^(\d+|\$LATEST)$/.test(missing)
    ? { code: 'versionNotFound', what: `Version ${missing} of ${name} does not exist.` }
    : { code: 'aliasNotFound', what: `Alias ${missing} of ${name} does not exist.` };
}
