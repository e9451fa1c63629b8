import type { ErrorCode } from 'stage-contract';
import { awsFailureOf } from '../awsFailure';
import { stageErrorOf } from '../stageErrorOf';
import type { NamedLambdaCall } from './lambdaCallFacts';
import { lambdaFailures } from './lambdaFailures';

const scope = { account: 'prod', region: 'us-east-1' };
const facts: NamedLambdaCall = {
  name: 'UpdateFunctionCode',
  functionName: 'orders',
  code: { bucket: 'builds', key: 'a/b.zip' },
};
/** An error in the SDK's form. */
const thrown = (name: string, httpStatusCode: number | undefined, message = 'because', more: object = {}) => ({
  name,
  message,
  $metadata: { requestId: 'R1', httpStatusCode },
  ...more,
});
const arn = 'arn:aws:lambda:us-east-1:123456789012:function:orders';

describe('failures of Lambda', () => {
  it.each<[string, object, Partial<NamedLambdaCall>, ErrorCode, RegExp]>([
    ['a throttle', thrown('TooManyRequestsException', 429), {}, 'throttled', /AWS throttled UpdateFunctionCode/],
    ['a throttle of STS', thrown('Throttling', 400), {}, 'throttled', /AWS throttled/],
    [
      'an internal error',
      thrown('ServiceException', 500),
      {},
      'awsUnavailable',
      /AWS returned an error for UpdateFunctionCode \(500 ServiceException\)/,
    ],
    ['a bad gateway', thrown('BadGateway', 502), {}, 'awsUnavailable', /502 BadGateway/],
    [
      'a throttle of EC2, which Lambda passes on',
      thrown('EC2ThrottledException', 502),
      { name: 'Invoke' },
      'throttled',
      /EC2 throttled Lambda during Invoke/,
    ],
    [
      'a throttle of EC2 in words',
      thrown(
        'InvalidParameterValueException',
        400,
        'Your request has been throttled by EC2, please make sure you have enough API rate limit.',
      ),
      {},
      'throttled',
      /EC2 throttled/,
    ],
    [
      'an inactive function with a VPC',
      thrown('ResourceNotReadyException', 502, 'The function is inactive.'),
      { name: 'Invoke' },
      'awsConflict',
      /not ready for Invoke \(ResourceNotReadyException\).*StateReason/,
    ],
    [
      'an inactive function',
      thrown('CodeArtifactUserPendingException', 409),
      { name: 'Invoke' },
      'awsConflict',
      /not ready for Invoke/,
    ],
    [
      'a subnet without addresses',
      thrown('SubnetIPAddressLimitReachedException', 502, 'No address is left'),
      { name: 'Invoke' },
      'awsRefused',
      /cannot run the function.*No address is left\. .*Correct the function's configuration/,
    ],
    [
      'a file system that cannot be mounted',
      thrown('EFSMountFailureException', 403),
      { name: 'Invoke' },
      'awsRefused',
      /cannot run the function/,
    ],
    [
      'a function that could not be created',
      thrown('ResourceConflictException', 409, 'The function is currently in the following state: Failed'),
      { name: 'Invoke' },
      'settleFailed',
      /state is Failed.*create it again/,
    ],
    [
      'an update of a function that could not be created',
      thrown(
        'ResourceConflictException',
        409,
        "The operation cannot be performed at this time. The function is currently in the following state: 'Failed'. StateReasonCode: SubnetOutOfIPAddresses.",
      ),
      { name: 'UpdateFunctionCode' },
      'settleFailed',
      /state is Failed.*create it again/,
    ],
    [
      'an execution role that may too little',
      thrown(
        'InvalidParameterValueException',
        400,
        'The provided execution role does not have permissions to call CreateNetworkInterface on EC2',
      ),
      { role: 'arn:aws:iam::123456789012:role/x' },
      'accessDenied',
      /role\/x lacks a permission.*CreateNetworkInterface on EC2\. .*Add the permission/,
    ],
    [
      'a refused connection',
      thrown('Error', undefined, 'connect', { code: 'ECONNREFUSED' }),
      {},
      'awsUnavailable',
      /did not respond to UpdateFunctionCode \(ECONNREFUSED\)/,
    ],
    [
      'a dropped connection',
      thrown('TimeoutError', undefined, 'socket hang up', { code: 'ECONNRESET' }),
      {},
      'awsUnavailable',
      /ECONNRESET/,
    ],
    ['no answer in time', thrown('TimeoutError', undefined), {}, 'awsUnavailable', /TimeoutError/],
    [
      'an unknown host',
      thrown('Error', undefined, 'getaddrinfo', { code: 'ENOTFOUND' }),
      {},
      'awsUnavailable',
      /ENOTFOUND/,
    ],
    [
      'no credentials',
      thrown('CredentialsProviderError', undefined),
      {},
      'accessDenied',
      /No AWS credentials.*assumeRoleArn/,
    ],
    [
      'expired credentials',
      thrown('ExpiredTokenException', 403),
      {},
      'accessDenied',
      /rejected the sidecar's credentials.*renew/,
    ],
    [
      'an unknown key',
      thrown('UnrecognizedClientException', 403),
      {},
      'accessDenied',
      /rejected the sidecar's credentials/,
    ],
    [
      'a missing permission',
      thrown('AccessDeniedException', 403, 'User x is not authorized to perform: lambda:UpdateFunctionCode'),
      {},
      'accessDenied',
      /denied UpdateFunctionCode: User x.*Allow lambda:UpdateFunctionCode in the policy.*iam-policy/,
    ],
    [
      'a missing permission on a resource',
      thrown(
        'AccessDeniedException',
        403,
        'User: x is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/y because no identity-based policy allows the iam:PassRole action',
      ),
      {},
      'accessDenied',
      /Allow iam:PassRole on arn:aws:iam::123456789012:role\/y in the policy/,
    ],
    [
      'a permission that a policy takes away',
      thrown(
        'AccessDeniedException',
        403,
        'User: x is not authorized to perform: lambda:UpdateAlias on resource: arn:aws:lambda:us-east-1:1:function:y with an explicit deny in a service control policy',
      ),
      {},
      'accessDenied',
      /Find the policy that denies lambda:UpdateAlias/,
    ],
    [
      'a missing permission for the network',
      thrown(
        'AccessDeniedException',
        403,
        'Your access has been denied by EC2, please make sure your request credentials have permission to DescribeSubnets for subnet-1. EC2 Error Code: UnauthorizedOperation. EC2 Error Message: You are not authorized to perform this operation.',
      ),
      {},
      'accessDenied',
      /Allow ec2:DescribeSubnets in the policy/,
    ],
    [
      'a refusal that names no action',
      thrown('AccessDeniedException', 403, 'Not allowed.'),
      {},
      'accessDenied',
      /Add the missing permission/,
    ],
    [
      'a missing permission for a version of the zip',
      thrown(
        'AccessDeniedException',
        403,
        'Your access has been denied by S3, please make sure your request credentials have permission to GetObject for b/k. S3 Error Code: AccessDenied. S3 Error Message: User: x is not authorized to perform: s3:GetObjectVersion on resource: "arn:aws:s3:::b/k" because no identity-based policy allows the s3:GetObjectVersion action',
      ),
      { code: { bucket: 'b', key: 'k' } },
      'accessDenied',
      /grant the sidecar's role s3:GetObjectVersion on it/,
    ],
    [
      'a conflict',
      thrown('ResourceConflictException', 409, 'An update is in progress'),
      {},
      'awsConflict',
      /conflicts with the current state: An update is in progress\./,
    ],
    ['a mapping in transition', thrown('ResourceInUseException', 400), {}, 'awsConflict', /conflicts/],
    ['a stale revision', thrown('PreconditionFailedException', 412), {}, 'awsConflict', /Someone else made a change/],
    [
      'a missing function',
      thrown('ResourceNotFoundException', 404, `Function not found: ${arn}`),
      {},
      'functionNotFound',
      /Function orders does not exist\. \(orders · prod \/ us-east-1\)/,
    ],
    [
      'a missing version',
      thrown('ResourceNotFoundException', 404, `Function not found: ${arn}:7`),
      {},
      'versionNotFound',
      /Version 7 of orders does not exist/,
    ],
    [
      'a missing alias by ARN',
      thrown('ResourceNotFoundException', 404, `Cannot find alias arn: ${arn}:live`),
      { qualifier: 'live' },
      'aliasNotFound',
      /Alias live of orders/,
    ],
    [
      'a missing alias by name',
      thrown('ResourceNotFoundException', 404, `Alias not found: ${arn}:live`),
      {},
      'aliasNotFound',
      /Alias live of orders/,
    ],
    [
      'a missing mapping',
      thrown('ResourceNotFoundException', 404, 'The resource you requested does not exist.'),
      { functionName: undefined, thing: 'event source mapping U1' },
      'awsRefused',
      /does not exist.*event source mapping U1 · prod/,
    ],
    [
      'an execution role',
      thrown('InvalidParameterValueException', 400, 'The role defined for the function cannot be assumed by Lambda.'),
      { role: 'arn:aws:iam::123456789012:role/x' },
      'roleNotAssumable',
      /role\/x.*lambda\.amazonaws\.com/,
    ],
    [
      'a missing object',
      thrown(
        'InvalidParameterValueException',
        400,
        'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
      ),
      {},
      'codeNotFound',
      /builds has no object a\/b\.zip/,
    ],
    [
      'a missing bucket',
      thrown('InvalidParameterValueException', 400, 'Error occurred while GetObject. S3 Error Code: NoSuchBucket.'),
      {},
      'codeNotFound',
      /Bucket builds does not exist/,
    ],
    [
      'a missing object version',
      thrown('InvalidParameterValueException', 400, 'S3 Error Code: NoSuchVersion.'),
      {},
      'codeNotFound',
      /has no such version/,
    ],
    [
      'another region',
      thrown(
        'InvalidParameterValueException',
        400,
        'S3 Error Code: PermanentRedirect. S3 Error Message: The bucket is in this region: eu-west-1. Please use this region',
      ),
      {},
      'codeNotFound',
      /builds is in eu-west-1, not in the region/,
    ],
    ['an unnamed other region', thrown('PermanentRedirect', 301), {}, 'codeNotFound', /another region/],
    [
      'an unreadable object',
      thrown('AccessDeniedException', 403, 'Your access has been denied by S3. S3 Error Code: AccessDenied.'),
      {},
      'accessDenied',
      /a\/b\.zip in bucket builds does not exist, or AWS is not allowed to read it.*s3:GetObject/,
    ],
    [
      'another trouble of S3',
      thrown('InvalidParameterValueException', 400, 'S3 Error Code: SlowDown.'),
      {},
      'codeNotFound',
      /SlowDown/,
    ],
    [
      'full code storage',
      thrown('CodeStorageExceededException', 400, 'Code storage limit exceeded.'),
      {},
      'awsRefused',
      /AWS rejected UpdateFunctionCode: Code storage limit exceeded\. \(/,
    ],
    [
      'a zip that is too large',
      thrown('RequestEntityTooLargeException', 413, ''),
      {},
      'awsRefused',
      /no reason given\./,
    ],
  ])('reads %s', (_, error, change, code, message) => {
    const read = stageErrorOf(awsFailureOf(error), { ...facts, ...change }, scope, lambdaFailures);

    expect(read.code).toBe(code);
    expect(read.message).toMatch(message);
    expect(read.details.awsRequestId).toBe('R1');
    expect(read.details.awsCode).toEqual(expect.any(String));
  });

  it.each<[string, object, object]>([
    ['Retry-After', thrown('TooManyRequestsException', 429, '', { retryAfterSeconds: '7' }), { retryAfterMs: 7000 }],
    [
      'a Retry-After that is no number',
      thrown('TooManyRequestsException', 429, '', { retryAfterSeconds: 'Wed, 21 Oct' }),
      {},
    ],
    [
      'that IAM may not have caught up with a role',
      thrown('InvalidParameterValueException', 400, 'The role defined for the function cannot be assumed by Lambda.'),
      { iamMayFollow: true },
    ],
    [
      'that IAM may not have caught up with a permission',
      thrown('AccessDeniedException', 403, 'because no identity-based policy allows it'),
      { iamMayFollow: true },
    ],
    [
      'nothing of an explicit deny, which stays',
      thrown('AccessDeniedException', 403, 'with an explicit deny in an identity-based policy'),
      {},
    ],
    ['nothing of credentials that have expired', thrown('ExpiredTokenException', 403), {}],
  ])('tells %s', (_, error, hints) => {
    expect(stageErrorOf(awsFailureOf(error), facts, scope, lambdaFailures).hints).toEqual(hints);
  });

  it('leaves the raw error behind, which holds the request', () => {
    const error = {
      ...thrown('ValidationException', 400, "Value '{PASSWORD=hunter2}' at 'environment.variables' failed"),
      $response: { body: 'hunter2' },
    };

    const read = stageErrorOf(
      awsFailureOf(error),
      { ...facts, secrets: { environment: { PASSWORD: 'hunter2' } } },
      scope,
      lambdaFailures,
    );

    expect(read.cause).toBeUndefined();
    expect(read.details.awsMessage).toBe("Value (redacted) at 'environment.variables' failed");
    expect(read.message).not.toContain('hunter2');
  });

  it('reads what is no error at all', () => {
    const read = stageErrorOf(awsFailureOf('boom'), facts, scope, lambdaFailures);

    expect(read).toMatchObject({ code: 'awsUnavailable', details: { awsMessage: 'boom' } });
  });
});
