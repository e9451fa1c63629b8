import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { createActive, labelled, role, startTestLambda, type TestLambda } from './testing/startTestLambda';

describe('faults', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
    await createActive(aws.lambda, 'shaky', { Publish: true });
  });
  afterAll(() => aws.close());
  beforeEach(() => {
    aws.clearFaults();
    aws.clearCalls();
  });

  const read = () => aws.lambda.send(new GetFunctionCommand({ FunctionName: 'shaky' }));
  const statuses = () => aws.calls().map((call) => call.status);

  it('throttles as many requests as configured', async () => {
    aws.addFault({ operation: 'GetFunction', functionName: 'shaky', times: 2, kind: 'throttle' });

    const answers = await Promise.allSettled([read(), read()]);
    await read();

    expect(answers).toMatchObject([
      { reason: { name: 'TooManyRequestsException', message: 'Rate exceeded', Reason: 'CallerRateLimitExceeded' } },
      { reason: { $metadata: { httpStatusCode: 429 } } },
    ]);
    expect(statuses()).toEqual([429, 429, 200]);
  });

  it('fails with a 500 that the SDK retries', async () => {
    aws.addFault({ operation: 'GetFunction', kind: 'error5xx' });
    const retrying = new LambdaClient({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'x' },
      maxAttempts: 3,
    });

    const found = await retrying.send(new GetFunctionCommand({ FunctionName: 'shaky' }));
    retrying.destroy();

    expect(found.$metadata.attempts).toBe(2);
    expect(statuses()).toEqual([500, 200]);
  });

  it('drops the connection before acting', async () => {
    aws.addFault({ operation: 'CreateAlias', kind: 'dropBefore' });

    await expect(
      aws.lambda.send(new CreateAliasCommand({ FunctionName: 'shaky', Name: 'unmade', FunctionVersion: '1' })),
    ).rejects.toThrow(/socket hang up|ECONNRESET/);
    const alias = aws.lambda.send(new GetAliasCommand({ FunctionName: 'shaky', Name: 'unmade' }));

    await expect(alias).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(aws.calls()[0]).toMatchObject({
      operation: 'CreateAlias',
      functionName: 'shaky',
      status: 0,
      error: 'ConnectionDropped',
    });
  });

  it('drops the connection after acting', async () => {
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: 'shaky', Name: 'dropped', FunctionVersion: '1' }));
    aws.addFault({ operation: 'UpdateAlias', kind: 'dropAfter' });

    await expect(
      aws.lambda.send(new UpdateAliasCommand({ FunctionName: 'shaky', Name: 'dropped', Description: 'acted' })),
    ).rejects.toThrow(/socket hang up|ECONNRESET/);
    const alias = await aws.lambda.send(new GetAliasCommand({ FunctionName: 'shaky', Name: 'dropped' }));

    expect(alias.Description).toBe('acted');
  });

  it('settles slowly if configured', async () => {
    aws.addFault({ operation: 'UpdateFunctionConfiguration', kind: 'settleSlow', ms: 60_000 });

    await aws.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'shaky', Timeout: 4 }));
    const found = await read();

    expect(found.Configuration?.LastUpdateStatus).toBe('InProgress');
  });

  it('responds slowly if configured, and lets other requests pass', async () => {
    aws.addFault({ operation: 'GetFunction', kind: 'slow', ms: 300 });

    const slow = read();
    await aws.lambda.send(new ListAliasesCommand({ FunctionName: 'shaky' }));
    const during = aws.inFlight();
    await slow;

    expect([during, aws.inFlight()]).toEqual([['GetFunction'], []]);
    expect(aws.calls().map((call) => call.operation)).toEqual(['ListAliases', 'GetFunction']);
  });

  it('rejects a role that IAM does not know yet, then accepts it', async () => {
    aws.addFault({ operation: 'CreateFunction', kind: 'roleNotYetAssumable' });
    const create = () =>
      aws.lambda.send(
        new CreateFunctionCommand({
          FunctionName: 'young-role',
          Role: role,
          Runtime: 'nodejs20.x',
          Handler: 'index.handler',
          Code: { ZipFile: labelled('one') },
        }),
      );

    await expect(create()).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
    const created = await create();

    expect(created.State).toBe('Pending');
  });

  it('hits only what comes after the requests that pass, for as long as configured', async () => {
    aws.addFault({ operation: 'GetFunction', kind: 'error5xx', status: 503, after: 1, forMs: 60_000 });

    await read();
    const answers = await Promise.allSettled([read(), read(), read()]);

    expect(
      answers.map(
        (answer) =>
          answer.status === 'rejected' &&
          (answer.reason as { $metadata: { httpStatusCode: number } }).$metadata.httpStatusCode,
      ),
    ).toEqual([503, 503, 503]);
  });

  it("says how long to wait, and which permission is missing, in AWS's words", async () => {
    aws.addFault({ operation: 'GetFunction', kind: 'throttle', retryAfterSeconds: 7 });
    aws.addFault({ operation: 'ListAliases', kind: 'accessDenied' });

    const answers = await Promise.allSettled([
      read(),
      aws.lambda.send(new ListAliasesCommand({ FunctionName: 'shaky' })),
    ]);

    expect(answers).toMatchObject([
      { reason: { name: 'TooManyRequestsException', retryAfterSeconds: '7' } },
      {
        reason: {
          name: 'AccessDeniedException',
          message: expect.stringContaining(
            'because no identity-based policy allows the lambda:ListAliases action',
          ) as string,
          $metadata: { httpStatusCode: 403 },
        },
      },
    ]);
    expect(aws.calls().map((call) => call.acted)).toEqual([false, false]);
  });

  it('lets an idle function reject its first call, become ready, and then run', async () => {
    aws.makeIdle({ functionName: 'shaky', version: '1', recoverMs: 0 });
    const call = () => aws.lambda.send(new InvokeCommand({ FunctionName: 'shaky', Qualifier: '1' }));

    await expect(call()).rejects.toMatchObject({
      name: 'CodeArtifactUserPendingException',
      $metadata: { httpStatusCode: 409 },
    });
    const answer = await call();

    expect(answer.StatusCode).toBe(200);
  });

  it('restores its snapshot', async () => {
    const back = aws.snapshot();
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: 'shaky', Name: 'fleeting', FunctionVersion: '1' }));

    back();
    const alias = aws.lambda.send(new GetAliasCommand({ FunctionName: 'shaky', Name: 'fleeting' }));

    await expect(alias).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('offers faults, calls and settings over HTTP too', async () => {
    const control = (method: string, path: string, body?: unknown) =>
      fetch(`${aws.url}/_sandbox/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
    await control('POST', 'faults', { operation: 'GetFunction', times: 5, kind: 'throttle' });
    await control('DELETE', 'faults');
    await control('PUT', 'settings', { quotas: { getFunction: 1 } });

    const answers = await Promise.allSettled([read(), read()]);
    const calls = (await (await control('GET', 'calls')).json()) as unknown[];
    await control('PUT', 'settings', { quotas: 'unlimited' });
    const nonsense = await control('POST', 'faults', { operation: 'GetFunction', kind: 'earthquake' });

    expect(answers.map((answer) => answer.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(calls).toHaveLength(2);
    expect(Object.keys(calls[0] as object).sort()).toEqual([
      'account',
      'acted',
      'durationMs',
      'functionName',
      'operation',
      'region',
      'requestId',
      'service',
      'status',
      'time',
    ]);
    expect(nonsense.status).toBe(400);
  });
});
