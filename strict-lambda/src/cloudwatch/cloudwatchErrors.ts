import { AwsError } from '../errors';

/**
 * CloudWatch's errors by their names in AWS's model: the HTTP status, and the code that the older Query protocol has
 * for it. That code goes into a header; the SDK for JavaScript takes it as the name of errors that are not in its model.
 * Source: AWS's model of CloudWatch; throttles and refusals are not in it and follow public reports.
 */
const errors = {
  AccessDeniedException: [403, 'AccessDenied'],
  InternalServiceFault: [500, 'InternalServiceError'],
  InvalidNextToken: [400, 'InvalidNextToken'],
  InvalidParameterCombinationException: [400, 'InvalidParameterCombination'],
  InvalidParameterValueException: [400, 'InvalidParameterValue'],
  LimitExceededFault: [400, 'LimitExceeded'],
  MissingRequiredParameterException: [400, 'MissingParameter'],
  ResourceNotFound: [404, 'ResourceNotFound'],
  ThrottlingException: [400, 'Throttling'],
  UnknownOperationException: [404, 'UnknownOperationException'],
  ValidationException: [400, 'ValidationError'],
} as const satisfies Record<string, readonly [status: number, queryCode: string]>;

type ErrorName = keyof typeof errors;

/** An error of CloudWatch. */
export function cloudwatchError(name: ErrorName, message: string): AwsError {
  return new AwsError(name, errors[name][0], message, { type: undefined });
}

/** The code of the Query protocol for an error. */
export const queryCodeOf = (name: string): string => (name in errors ? errors[name as ErrorName][1] : name);

/** What CloudWatch says about a request for more than an account may make. */
export const cloudwatchThrottled = (): AwsError => cloudwatchError('ThrottlingException', 'Rate exceeded');

/** A value that CloudWatch understands and rejects. */
export const invalidValue = (message: string): AwsError => cloudwatchError('InvalidParameterValueException', message);

/** A part of CloudWatch that AWS has and the emulator does not. */
export const notSupported = (what: string): AwsError =>
  cloudwatchError('ValidationException', `${what} is not supported yet by this emulator.`);
