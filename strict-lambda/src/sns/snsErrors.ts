import { AwsError } from '../errors';
import type { Permission } from '../iam/decide';

/**
 * SNS's errors by their codes in the Query protocol, with HTTP status. The SDK has longer names for most of them, such as
 * AuthorizationErrorException. Source: AWS's model of SNS.
 */
const STATUS = {
  AuthorizationError: 403,
  InternalError: 500,
  InvalidAction: 400,
  InvalidParameter: 400,
  NotFound: 404,
  ParameterValueInvalid: 400,
  Throttled: 429,
} as const satisfies Record<string, number>;

/** An error of SNS. */
export const snsError = (code: keyof typeof STATUS, message: string): AwsError =>
  new AwsError(code, STATUS[code], message);

/** A value that SNS understands and rejects. */
export const invalidSns = (message: string): AwsError => snsError('InvalidParameter', `Invalid parameter: ${message}`);

/** SNS writes its own prefix in capitals. Source: responses in public reports. */
export const deniedBySns = (sentence: string, { action }: Pick<Permission, 'action'>): AwsError =>
  snsError('AuthorizationError', sentence.replaceAll(action, action.replace(/^sns:/, 'SNS:')));
