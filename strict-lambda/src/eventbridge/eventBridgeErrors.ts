import { AwsError } from '../errors';

/** EventBridge's errors. AWS JSON 1.1 answers 400 for all that the caller has caused, including what IAM does not allow. */
const STATUS = {
  AccessDeniedException: 400,
  InternalException: 500,
  ThrottlingException: 400,
  UnknownOperationException: 400,
  ValidationException: 400,
} as const satisfies Record<string, number>;

/** An error of EventBridge. */
export const eventBridgeError = (name: keyof typeof STATUS, message: string): AwsError =>
  new AwsError(name, STATUS[name], message, { type: undefined });

/** How EventBridge says that something is not allowed. */
export const deniedByEventBridge = (sentence: string): AwsError => eventBridgeError('AccessDeniedException', sentence);
