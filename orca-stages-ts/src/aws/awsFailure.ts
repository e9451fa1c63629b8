import { z } from 'zod';

/** What is known of an error that the SDK threw; read leniently, as the SDK's error classes differ per service. */
export interface AwsFailure {
  /** AWS's error name, or Node's code of a connection that failed. */
  awsCode: string;
  message: string;
  requestId?: string;
  /** Absent when no answer came. */
  httpStatus?: number;
}

const sdkErrorSchema = z.object({
  name: z.string().catch('Error'),
  code: z.string().optional().catch(undefined),
  message: z.string().catch(''),
  $metadata: z.object({ requestId: z.string().optional().catch(undefined), httpStatusCode: z.number().optional().catch(undefined) }).optional().catch(undefined),
});

/** Names that say only "no answer"; Node's code says more. */
const CONNECTION_NAMES: ReadonlySet<string> = new Set(['Error', 'TimeoutError', 'AggregateError']);

/** Reads whatever was thrown by a call of the SDK. */
export function awsFailureOf(error: unknown): AwsFailure {
  const { success, data } = sdkErrorSchema.safeParse(typeof error === 'object' && error !== null ? { ...flat(error) } : {});
  if (!success) return { awsCode: 'Error', message: String(error) };
  const { requestId, httpStatusCode } = data.$metadata ?? {};
  const awsCode = data.code !== undefined && CONNECTION_NAMES.has(data.name) ? data.code : data.name;
  return { awsCode, message: data.message, ...(requestId === undefined ? {} : { requestId }), ...(httpStatusCode === undefined ? {} : { httpStatus: httpStatusCode }) };
}

/** Names and messages of errors are not their own enumerable properties. */
const flat = (error: object): Record<string, unknown> => ({
  name: Reflect.get(error, 'name'), code: Reflect.get(error, 'code'), message: Reflect.get(error, 'message'), $metadata: Reflect.get(error, '$metadata'),
});

/** Whether the failure is AWS's "no such thing". */
export const isNotFound = (failure: AwsFailure): boolean => failure.awsCode === 'ResourceNotFoundException' || failure.awsCode === 'ProvisionedConcurrencyConfigNotFoundException';

/** Whether AWS asks for fewer calls. */
export const isThrottle = (failure: AwsFailure): boolean => failure.httpStatus === 429 || ['TooManyRequestsException', 'ThrottlingException', 'Throttling', 'RequestLimitExceeded'].includes(failure.awsCode);
