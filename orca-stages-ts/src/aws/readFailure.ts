import { say } from 'stage-contract';
import { hasNoCredentials, isThrottle, type AwsFailure } from './awsFailure';
import type { NamedCall } from './callFacts';
import { deniedPermission } from './deniedPermission';
import type { Reading } from './reading';

/** What failures mean for every AWS service. A service adds its own readings before, between and after these. */

/** No response, or AWS itself failed: it is not known yet whether the call acted. */
export function readUnanswered(failure: AwsFailure, facts: NamedCall): Reading | undefined {
  if (isThrottle(failure)) return { code: 'throttled', what: say('awsThrottled', { call: facts.name }) };
  if (hasNoCredentials(failure.awsCode)) {
    return {
      code: 'accessDenied',
      what: say('noCredentials', { call: facts.name }),
      next: say('giveCredentials', {}),
    };
  }
  if (failure.httpStatus === undefined)
    return { code: 'awsUnavailable', what: say('noAnswer', { call: facts.name, awsCode: failure.awsCode }) };
  return failure.httpStatus >= 500
    ? {
        code: 'awsUnavailable',
        what: say('awsFailed', { call: facts.name, httpStatus: failure.httpStatus, awsCode: failure.awsCode }),
      }
    : undefined;
}

/** A lost compare-and-set. */
export const readStale = (failure: AwsFailure, facts: NamedCall): Reading | undefined =>
  failure.httpStatus === 412 || failure.awsCode === 'PreconditionFailedException'
    ? { code: 'awsConflict', what: say('changedBefore', { call: facts.name }) }
    : undefined;

/** Something else is in progress. Exceeded limits are 400: waiting does not help. */
export const readConflict = (failure: AwsFailure, facts: NamedCall): Reading | undefined =>
  failure.httpStatus === 409 || /^Resource(Conflict|InUse|NotReady)Exception$/.test(failure.awsCode)
    ? { code: 'awsConflict', what: say('conflicts', { call: facts.name, message: failure.message }) }
    : undefined;

/** IAM does not allow the call, or AWS does not know the credentials. */
export function readDenied(failure: AwsFailure, facts: NamedCall): Reading | undefined {
  if (failure.httpStatus !== 403 && !/^AccessDenied/.test(failure.awsCode)) return undefined;
  if (
    /^(Expired|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch)/.test(failure.awsCode)
  ) {
    return {
      code: 'accessDenied',
      what: say('credentialsRefused', { call: facts.name, awsCode: failure.awsCode }),
      next: say('renewCredentials', {}),
    };
  }
  // An explicit deny does not go away by waiting. A missing permission may, if it was just added.
  const isForbidden = /explicit deny|is not allowed/i.test(failure.message);
  const denied = deniedPermission(failure.message);
  return {
    code: 'accessDenied',
    what: say('notAllowed', { call: facts.name, message: failure.message }),
    ...(denied === undefined
      ? {}
      : { next: isForbidden ? say('findDeny', { action: denied.action }) : say('allowAction', { ...denied }) }),
    ...(isForbidden ? {} : { iamMayFollow: true }),
  };
}

/** Everything else. */
export const readRefused = (failure: AwsFailure, facts: NamedCall): Reading => ({
  code: 'awsRefused',
  what: say('refused', { call: facts.name, message: failure.message }),
});
