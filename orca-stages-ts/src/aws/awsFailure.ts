import { present } from 'stage-contract';

/**
 * What is known about an error that the SDK threw. Read leniently, because the SDK's error classes differ by service.
 */
export interface AwsFailure {
  /** AWS's error name, or Node's code for a failed connection. */
  awsCode: string;
  message: string;
  requestId?: string;
  /** Absent when there was no response. */
  httpStatus?: number;
  /** What AWS asks for in Retry-After. */
  retryAfterMs?: number;
  /** No byte of the request has left. Absent: it may have. */
  notSent?: true;
}

/** Names that only say "no answer"; Node's code says more. */
const CONNECTION_NAMES: ReadonlySet<string> = new Set(['Error', 'TimeoutError', 'AggregateError']);

/** Reads whatever an SDK call threw. */
export function awsFailureOf(error: unknown): AwsFailure {
  const name = textAt(error, 'name') ?? 'Error';
  const connectionCode = CONNECTION_NAMES.has(name) ? textAt(error, 'code') : undefined;
  const metadata = valueAt(error, '$metadata');
  const requestId = textAt(metadata, 'requestId');
  const httpStatus = valueAt(metadata, 'httpStatusCode');
  const retryAfterSeconds = Number(valueAt(error, 'retryAfterSeconds') ?? NaN);
  return {
    awsCode: connectionCode ?? name,
    message: textAt(error, 'message') ?? String(error),
    ...present({ requestId }),
    ...(typeof httpStatus === 'number' ? { httpStatus } : {}),
    ...(retryAfterSeconds > 0 ? { retryAfterMs: retryAfterSeconds * 1000 } : {}),
    ...(hasNoCredentials(name) || hasNoConnection(error) ? { notSent: true } : {}),
  };
}

/** Whether no credentials were found: a call needs them before its request can be signed. */
export const hasNoCredentials = (awsCode: string): boolean =>
  /^(CredentialsProviderError|TokenProviderError)$/.test(awsCode);

/**
 * Whether the connection for the request was never opened, so that nothing was written to it. Node names the failed
 * system call; the code alone does not tell, as a connection that was open can time out, too. A host with several
 * addresses has one error for each.
 */
function hasNoConnection(error: unknown): boolean {
  const each = valueAt(error, 'errors');
  if (Array.isArray(each)) return each.length > 0 && each.every(hasNoConnection);
  return ['connect', 'getaddrinfo'].includes(textAt(error, 'syscall') ?? '');
}

/** Whether AWS asks for a lower call rate. */
export const isThrottle = (failure: AwsFailure): boolean =>
  failure.httpStatus === 429 ||
  ['TooManyRequestsException', 'ThrottlingException', 'Throttling', 'RequestLimitExceeded'].includes(failure.awsCode);

const valueAt = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

function textAt(value: unknown, key: string): string | undefined {
  const found = valueAt(value, key);
  return typeof found === 'string' ? found : undefined;
}
