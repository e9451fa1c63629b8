/** AWS's response when it rejects a request: name and message as the SDK shows them. */
export class AwsError extends Error {
  override readonly name: string;
  readonly status: number;
  /** `User` or `Service`, as AWS marks it; absent where AWS omits it (in its own validation layer). */
  readonly type: 'User' | 'Service' | undefined;
  readonly reason: string | undefined;
  /** Extra response headers, such as S3's region of a bucket. */
  readonly headers: Record<string, string>;

  constructor(
    name: string,
    status: number,
    message: string,
    extra: { type?: 'User' | 'Service' | undefined; reason?: string; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.name = name;
    this.status = status;
    this.type = 'type' in extra ? extra.type : 'User';
    this.reason = extra.reason;
    this.headers = extra.headers ?? {};
  }
}

/** 404 for functions, versions, aliases, mappings, policies. */
export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, message);
}

/** 409: the state of the resource does not allow this now. The SDK never retries it. */
export function conflict(message: string): AwsError {
  return new AwsError('ResourceConflictException', 409, message);
}

/** 400: Lambda understands the value and rejects it. */
export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', 400, message);
}

/** 412: the RevisionId in the request is not the current one; `call` names the read that returns the current one. */
export function staleRevision(call: 'GetFunction/GetAlias' | 'GetPolicy' = 'GetFunction/GetAlias'): AwsError {
  return new AwsError(
    'PreconditionFailedException',
    412,
    `The Revision Id provided does not match the latest Revision Id. Call the ${call} API to retrieve the latest Revision Id`,
  );
}

/** 429 with AWS's reason; control-plane throttles say CallerRateLimitExceeded. */
export function throttled(reason: string, message = 'Rate exceeded', retryAfterSeconds?: number): AwsError {
  return new AwsError('TooManyRequestsException', 429, message, {
    reason,
    ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
  });
}

/**
 * What the first call of an Inactive version gets: 502 with a VPC, otherwise 409. Source: AWS's model of Invoke's
 * errors.
 */
export function notReady(version: { settings: { VpcConfig?: unknown } }): AwsError {
  if (version.settings.VpcConfig !== undefined)
    return new AwsError(
      'ResourceNotReadyException',
      502,
      'The function is inactive and its VPC connection is no longer available. Wait for the VPC connection to reestablish and try again.',
      { type: 'Service' },
    );
  return new AwsError(
    'CodeArtifactUserPendingException',
    409,
    'Lambda is initializing your function. It will be ready to invoke shortly.',
  );
}

/** 413: request or zip over AWS's limit. */
export function tooLarge(message: string, name = 'RequestEntityTooLargeException'): AwsError {
  return new AwsError(name, 413, message, { type: undefined });
}

/** 403 of Lambda and STS. */
export function accessDenied(message: string): AwsError {
  return new AwsError('AccessDeniedException', 403, message, { type: undefined });
}

/** 5xx: a failure of AWS itself, which the SDK retries. */
export function serviceFailure(status = 500): AwsError {
  return new AwsError('ServiceException', status, 'An error occurred and the request cannot be processed.', {
    type: 'Service',
  });
}
