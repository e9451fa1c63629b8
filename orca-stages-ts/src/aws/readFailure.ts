import { isThrottle, type AwsFailure } from './awsFailure';
import type { NamedCall } from './callFacts';
import type { Reading } from './reading';
import { sentence } from './sentence';

/** What failures mean for every AWS service. A service adds its own readings before, between and after these. */

/** No response, or AWS itself failed: it is not known yet whether the call acted. */
export function readUnanswered(failure: AwsFailure, facts: NamedCall): Reading | undefined {
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

/** A lost compare-and-set. */
export const readStale = (failure: AwsFailure, facts: NamedCall): Reading | undefined =>
  failure.httpStatus === 412 || failure.awsCode === 'PreconditionFailedException'
    ? { code: 'awsConflict', what: `It was changed by somebody else before ${facts.name}.` }
    : undefined;

/** Something else is in progress. Exceeded limits are 400: waiting does not help. */
export const readConflict = (failure: AwsFailure, facts: NamedCall): Reading | undefined =>
  failure.httpStatus === 409 || /^Resource(Conflict|InUse|NotReady)Exception$/.test(failure.awsCode)
    ? { code: 'awsConflict', what: `${facts.name} conflicts with the present state: ${sentence(failure.message)}` }
    : undefined;

/** IAM does not allow the call, or AWS does not know the credentials. */
export function readDenied(failure: AwsFailure, facts: NamedCall): Reading | undefined {
  if (failure.httpStatus !== 403 && !/^AccessDenied/.test(failure.awsCode)) return undefined;
  if (
    /^(Expired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch)/.test(failure.awsCode)
  ) {
    return {
      code: 'accessDenied',
      what: `AWS does not accept the sidecar's credentials for ${facts.name} (${failure.awsCode}).`,
      next: "Check the sidecar's credentials and its clock; if they come from a file or variables, renew them.",
    };
  }
  // An explicit deny does not go away by waiting. A missing permission may, if it was just added.
  const isForbidden = /explicit deny|is not allowed/i.test(failure.message);
  return {
    code: 'accessDenied',
    what: `AWS does not allow ${facts.name}: ${sentence(failure.message)}`,
    ...(isForbidden ? {} : { iamMayFollow: true }),
  };
}

/** Everything else. */
export const readRefused = (failure: AwsFailure, facts: NamedCall): Reading => ({
  code: 'awsRefused',
  what: `AWS refused ${facts.name}: ${sentence(failure.message)}`,
});
