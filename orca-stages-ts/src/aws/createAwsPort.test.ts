import { AddPermissionCommand, CreateFunctionUrlConfigCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { AwsCall } from 'stage-contract';
import { StageError } from 'stage-contract';
import { startStrictLambda, zipOf, type StrictLambda } from 'strict-lambda';
import type { AwsPort } from '../model/awsPort';
import { refusedBeforeActing } from '../model/awsStageError';
import { systemClock } from '../model/clock';
import type { LambdaPort } from '../model/lambdaPort';
import { UNPACED_RATES } from '../testing/unpacedRates';
import { createAwsPort, type AwsSettings } from './index';
import { eventually } from 'strict-lambda/src/testing/eventually';

const ROLE = 'arn:aws:iam::123456789012:role/checkout';
const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:orders';
const code = (key: string) => ({ bucket: 'builds', key });
const base = (functionName: string) => ({
  functionName,
  code: code('one.zip'),
  role: ROLE,
  runtime: 'nodejs20.x',
  handler: 'index.handler',
});

const failureOf = async (promise: Promise<unknown>): Promise<StageError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof StageError) return error;
  throw new Error(`Expected a StageError, got ${String(error)}`);
};

describe('the AWS port over a strict Lambda', () => {
  let aws: StrictLambda;
  let port: AwsPort;
  let lambda: LambdaPort;
  let calls: AwsCall[];
  let observed: AwsCall[];
  let functionNumber = 0;

  const settings = (change: Partial<AwsSettings['accounts'][number]> = {}): AwsSettings => ({
    accounts: [
      {
        name: 'local',
        accountId: '123456789012',
        regions: ['us-east-1', 'eu-west-1'],
        lambdaEndpoint: aws.url,
        stsEndpoint: aws.url,
        testCredentials: true,
        ...change,
      },
    ],
    rates: UNPACED_RATES,
    timing: { awsConnectTimeoutMs: 2000, awsRequestTimeoutMs: 5000 },
  });
  const scope = (executionId = 'EXECUTION1') => ({
    account: 'local',
    region: 'us-east-1',
    executionId,
    onCall: (call: AwsCall) => {
      calls.push(call);
    },
  });
  const settled = async (functionName: string, qualifier?: string) => {
    const { found } = await eventually(`${functionName} to be settled`, async () => {
      const seen = await lambda.getFunction(functionName, qualifier);
      return seen?.state !== 'Pending' && seen?.lastUpdateStatus !== 'InProgress' && { found: seen };
    });
    return found;
  };
  const created = async (more: object = {}): Promise<string> => {
    const functionName = `orders-${++functionNumber}`;
    await lambda.createFunction({ ...base(functionName), publish: true, ...more });
    await settled(functionName, '1');
    return functionName;
  };

  beforeAll(async () => {
    aws = await startStrictLambda({
      settleDelayMs: 0,
      quotas: 'unlimited',
      notAssumableRoles: ['forbidden'],
      regions: ['us-east-1', 'eu-west-1'],
    });
    for (const key of ['one.zip', 'two.zip'])
      await aws.putObject({
        bucket: 'builds',
        key,
        body: zipOf({
          'index.js': `exports.handler = async (event) => { if (event.fail) throw new Error('asked to'); console.log('${key}'); return { key: '${key}', event }; };`,
        }),
      });
    await aws.putObject({ bucket: 'builds-eu', key: 'one.zip', body: 'x', region: 'eu-west-1' });
  });
  afterAll(() => aws.close());
  beforeEach(() => {
    aws.clearFaults();
    aws.clearCalls();
    calls = [];
    observed = [];
    port = createAwsPort(settings(), systemClock, {
      observe: (call) => {
        observed.push(call);
      },
    });
    lambda = port.portsFor(scope()).lambda;
  });
  afterEach(() => port.close());

  it('creates, reads, updates, publishes, lists and deletes a function', async () => {
    const functionName = await created({
      description: 'Orders',
      memorySizeMb: 256,
      timeoutSeconds: 10,
      environment: { STAGE: 'prod' },
      tags: { team: 'a' },
      architectures: ['arm64'],
      tracingMode: 'Active',
      deadLetterArn: QUEUE,
      ephemeralStorageMb: 1024,
    });
    const before = await lambda.getFunction(functionName);
    await lambda.updateFunctionCode({
      functionName,
      code: code('two.zip'),
      publish: false,
      ...(before === undefined ? {} : { revisionId: before.revisionId }),
    });
    await settled(functionName);
    await lambda.updateFunctionConfiguration({ functionName, memorySizeMb: 512, environment: {}, deadLetterArn: '' });
    const changed = await settled(functionName);
    const published = await lambda.publishVersion({ functionName, description: 'second' });
    await settled(functionName, '2');
    const versions = await lambda.listVersions(functionName);
    await lambda.deleteFunction(functionName, '1');
    const gone = await lambda.getFunction(functionName, '1');
    await lambda.deleteFunction(functionName);

    expect(before).toMatchObject({
      functionName,
      version: '$LATEST',
      runtime: 'nodejs20.x',
      handler: 'index.handler',
      role: ROLE,
      description: 'Orders',
      memorySizeMb: 256,
      timeoutSeconds: 10,
      ephemeralStorageMb: 1024,
      architectures: ['arm64'],
      layers: [],
      environment: { STAGE: 'prod' },
      deadLetterArn: QUEUE,
      tracingMode: 'Active',
      packageType: 'Zip',
      tags: { team: 'a' },
      state: 'Active',
      lastUpdateStatus: 'Successful',
    });
    expect(before?.lastModified).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(changed).toMatchObject({ memorySizeMb: 512, environment: {} });
    expect(changed?.deadLetterArn).toBeUndefined();
    expect(changed?.codeSha256).not.toBe(before?.codeSha256);
    expect(published).toMatchObject({ version: '2', codeSha256: changed?.codeSha256 });
    expect(versions.map((version) => version.version)).toEqual(['2', '1']);
    expect(gone).toBeUndefined();
    expect(await lambda.getFunction(functionName)).toBeUndefined();
  });

  it('tells the hash of code without changing anything', async () => {
    const functionName = await created();
    const before = await lambda.getFunction(functionName);

    const tried = await lambda.updateFunctionCode({
      functionName,
      code: code('two.zip'),
      publish: false,
      dryRun: true,
    });

    const after = await lambda.getFunction(functionName);
    expect(tried.codeSha256).not.toBe(before?.codeSha256);
    expect(after?.codeSha256).toBe(before?.codeSha256);
  });

  it('lists more versions than AWS answers in a page, newest first', async () => {
    const functionName = await created();
    for (let number = 2; number <= 53; number++) {
      await lambda.updateFunctionConfiguration({ functionName, description: `v${number}` });
      await settled(functionName);
      await lambda.publishVersion({ functionName });
    }

    const versions = await lambda.listVersions(functionName);

    expect(versions).toHaveLength(53);
    expect(versions[0]?.version).toBe('53');
    expect(calls.filter((call) => call.call === 'ListVersionsByFunction')).toHaveLength(2);
  });

  it('creates, weighs, reads, lists and clears an alias, by revision', async () => {
    const functionName = await created();
    await lambda.updateFunctionCode({ functionName, code: code('two.zip'), publish: true });
    await settled(functionName, '2');
    const missing = await lambda.getAlias(functionName, 'live');
    const made = await lambda.createAlias({
      functionName,
      aliasName: 'live',
      description: 'customers',
      mainVersion: '1',
    });
    const weighted = await lambda.updateAlias({
      functionName,
      aliasName: 'live',
      mainVersion: '1',
      additional: { version: '2', weightPercent: 7 },
      revisionId: made.revisionId,
    });
    const stale = await failureOf(
      lambda.updateAlias({ functionName, aliasName: 'live', mainVersion: '2', revisionId: made.revisionId }),
    );
    const listed = await lambda.listAliases(functionName);
    const cleared = await lambda.updateAlias({ functionName, aliasName: 'live', mainVersion: '2' });

    expect(missing).toBeUndefined();
    expect(made).toMatchObject({ aliasName: 'live', description: 'customers', mainVersion: '1' });
    expect(weighted).toMatchObject({ mainVersion: '1', additionalVersion: '2', additionalWeightPercent: 7 });
    expect(stale).toMatchObject({
      code: 'awsConflict',
      details: { awsCode: 'PreconditionFailedException', httpStatus: 412 },
    });
    expect(listed).toEqual([weighted]);
    expect(cleared).toMatchObject({ mainVersion: '2' });
    expect(cleared).not.toHaveProperty('additionalVersion');
    expect(await lambda.getAlias(functionName, 'live')).toEqual(cleared);
  });

  it('reads, sets and gives up reserved and provisioned concurrency', async () => {
    const functionName = await created();
    await lambda.createAlias({ functionName, aliasName: 'live', mainVersion: '1' });
    const none = await lambda.getReservedConcurrency(functionName);
    await lambda.putReservedConcurrency(functionName, 5);
    const reserved = await lambda.getReservedConcurrency(functionName);
    const read = await lambda.getFunction(functionName);
    await lambda.putProvisionedConcurrency(functionName, 'live', 2);
    const provisioned = await lambda.getProvisionedConcurrency(functionName, 'live');
    const listed = await lambda.listProvisionedConcurrency(functionName);
    await lambda.deleteProvisionedConcurrency(functionName, 'live');
    await lambda.deleteReservedConcurrency(functionName);

    expect([none, reserved, read?.reservedConcurrency]).toEqual([undefined, 5, 5]);
    expect(provisioned).toMatchObject({ requested: 2, status: expect.stringMatching(/READY|IN_PROGRESS/) });
    expect(listed).toMatchObject([{ requested: 2, qualifier: 'live' }]);
    expect(await lambda.getProvisionedConcurrency(functionName, 'live')).toBeUndefined();
    expect(await lambda.getReservedConcurrency(functionName)).toBeUndefined();
  });

  it('creates, reads, changes and deletes event source mappings of exactly one qualifier', async () => {
    const functionName = await created();
    await lambda.createAlias({ functionName, aliasName: 'live', mainVersion: '1' });
    const made = await lambda.createEventSourceMapping({
      functionName: `${functionName}:live`,
      eventSourceArn: QUEUE,
      batchSize: 5,
      windowSeconds: 1,
      filters: ['{"body":{"a":[1]}}'],
      maximumConcurrency: 3,
      enabled: true,
    });
    const ofAlias = await lambda.listEventSourceMappings(`${functionName}:live`);
    const ofFunction = await lambda.listEventSourceMappings(functionName);
    const ofSource = await lambda.listEventSourceMappings(functionName, QUEUE);
    const ofOtherFunction = await lambda.listEventSourceMappings('other', QUEUE);
    await eventually(
      'the mapping to be enabled',
      async () => (await lambda.getEventSourceMapping(made.uuid))?.state === 'Enabled',
    );
    const changed = await lambda.updateEventSourceMapping({ uuid: made.uuid, batchSize: 7, enabled: true });
    await eventually(
      'the mapping to be enabled',
      async () => (await lambda.getEventSourceMapping(made.uuid))?.state === 'Enabled',
    );
    await lambda.deleteEventSourceMapping(made.uuid);
    await eventually(
      'the mapping to be gone',
      async () => (await lambda.getEventSourceMapping(made.uuid)) === undefined,
    );

    expect(made).toMatchObject({
      eventSourceArn: QUEUE,
      batchSize: 5,
      windowSeconds: 1,
      filters: ['{"body":{"a":[1]}}'],
      maximumConcurrency: 3,
    });
    expect(ofAlias.map((mapping) => mapping.uuid)).toEqual([made.uuid]);
    expect(ofFunction).toEqual([]);
    expect(ofSource.map((mapping) => mapping.uuid)).toEqual([made.uuid]);
    expect(ofOtherFunction).toEqual([]);
    expect(changed.batchSize).toBe(7);
  });

  it('reads and changes tags, and reads the callers that a policy or a function URL lets in', async () => {
    const functionName = await created({ tags: { team: 'a', old: 'x' } });
    const functionArn = (await lambda.getFunction(functionName))?.functionArn ?? '';
    await lambda.tagResource(functionArn, { team: 'b', cost: '1' });
    await lambda.untagResource(functionArn, ['old']);
    const none = [await lambda.getPolicy(functionName), await lambda.hasFunctionUrl(functionName)];
    const client = new LambdaClient({
      endpoint: aws.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    });
    await client.send(
      new AddPermissionCommand({
        FunctionName: functionName,
        StatementId: 'topic',
        Action: 'lambda:InvokeFunction',
        Principal: 'sns.amazonaws.com',
        SourceArn: 'arn:aws:sns:us-east-1:123456789012:t',
      }),
    );
    await client.send(new CreateFunctionUrlConfigCommand({ FunctionName: functionName, AuthType: 'AWS_IAM' }));
    client.destroy();

    expect((await lambda.getFunction(functionName))?.tags).toEqual({ team: 'b', cost: '1' });
    expect(none).toEqual([undefined, false]);
    expect(await lambda.getPolicy(functionName)).toEqual([
      {
        sid: 'topic',
        effect: 'Allow',
        principal: 'sns.amazonaws.com',
        action: 'lambda:InvokeFunction',
        sourceArn: 'arn:aws:sns:us-east-1:123456789012:t',
      },
    ]);
    expect(await lambda.hasFunctionUrl(functionName)).toBe(true);
  });

  describe('invoking', () => {
    const call = { invocationType: 'RequestResponse', timeoutMs: 5000, logTail: false } as const;

    it('answers what the function said, which version it was, and its log when asked for', async () => {
      const functionName = await created();

      const facts = await lambda.invoke({ ...call, functionName, qualifier: '1', payload: '{"a":"✓"}', logTail: true });

      expect(facts).toMatchObject({
        statusCode: 200,
        executedVersion: '1',
        logTail: expect.stringContaining('one.zip'),
        requestId: expect.any(String),
      });
      expect(JSON.parse(facts.payload)).toEqual({ key: 'one.zip', event: { a: '✓' } });
      expect(facts).not.toHaveProperty('functionError');
    });

    it('answers a handler that failed as a value', async () => {
      const functionName = await created();

      const facts = await lambda.invoke({ ...call, functionName, payload: '{"fail":true}' });

      expect(facts).toMatchObject({
        statusCode: 200,
        functionError: 'Unhandled',
        payload: expect.stringContaining('asked to'),
      });
    });

    it('queues a call without waiting for its answer', async () => {
      const functionName = await created();

      const facts = await lambda.invoke({ ...call, functionName, payload: '{}', invocationType: 'Event' });

      expect(facts).toMatchObject({ statusCode: 202, payload: '' });
    });

    it("gives up after the call's own timeout, and says that AWS did not answer", async () => {
      const functionName = await created();
      aws.addFault({ operation: 'Invoke', kind: 'slow', ms: 400 });

      const error = await failureOf(lambda.invoke({ ...call, functionName, payload: '{}', timeoutMs: 100 }));

      expect(error).toMatchObject({ code: 'awsUnavailable', retryable: true });
    });

    it('makes the call once when the connection ends after it ran', async () => {
      const functionName = await created();
      aws.addFault({ operation: 'Invoke', kind: 'dropAfter' });

      const error = await failureOf(lambda.invoke({ ...call, functionName, payload: '{}' }));

      expect(error).toMatchObject({ code: 'awsUnavailable', retryable: true });
      expect(aws.calls().filter((made) => made.operation === 'Invoke')).toHaveLength(1);
    });

    it('does not repeat the payload that AWS could not read', async () => {
      const functionName = await created();

      const error = await failureOf(lambda.invoke({ ...call, functionName, payload: '{"password": hunter2}' }));

      expect(error.code).toBe('awsRefused');
      expect(JSON.stringify(error.details)).not.toContain('hunter2');
    });
  });

  describe('failures', () => {
    it.each<[string, (functionName: string) => Promise<unknown>, string, RegExp]>([
      [
        'a missing function',
        () => lambda.listAliases('nobody'),
        'functionNotFound',
        /Function nobody does not exist\. \(nobody · local \/ us-east-1\)/,
      ],
      [
        'a missing version',
        (name) => lambda.createAlias({ functionName: name, aliasName: 'live', mainVersion: '9' }),
        'versionNotFound',
        /Version 9 of orders-\d+ does not exist/,
      ],
      [
        'a missing alias',
        (name) => lambda.updateAlias({ functionName: name, aliasName: 'nobody', mainVersion: '1' }),
        'aliasNotFound',
        /Alias nobody of orders-\d+ does not exist/,
      ],
      [
        'a missing version to invoke',
        (name) =>
          lambda.invoke({
            functionName: name,
            qualifier: '9',
            payload: '{}',
            invocationType: 'RequestResponse',
            timeoutMs: 1000,
            logTail: false,
          }),
        'versionNotFound',
        /Version 9/,
      ],
      [
        'a missing object',
        (name) => lambda.updateFunctionCode({ functionName: name, code: code('none.zip'), publish: false }),
        'codeNotFound',
        /Bucket builds has no object none\.zip\. \(s3:\/\/builds\/none\.zip/,
      ],
      [
        'a missing bucket',
        (name) =>
          lambda.updateFunctionCode({
            functionName: name,
            code: { bucket: 'no-such-bucket', key: 'a.zip' },
            publish: false,
          }),
        'codeNotFound',
        /Bucket no-such-bucket does not exist/,
      ],
      [
        'a bucket in another region',
        (name) =>
          lambda.updateFunctionCode({
            functionName: name,
            code: { bucket: 'builds-eu', key: 'one.zip' },
            publish: false,
          }),
        'codeNotFound',
        /builds-eu is in eu-west-1, not in the region.*Upload the zip to a bucket in the function's region/,
      ],
      [
        'a role that Lambda cannot assume',
        () =>
          lambda.createFunction({
            ...base('role-test'),
            role: 'arn:aws:iam::123456789012:role/forbidden',
            publish: false,
          }),
        'roleNotAssumable',
        /cannot assume the execution role arn:aws:iam::123456789012:role\/forbidden/,
      ],
      [
        'an alias that exists',
        async (name) => {
          await lambda.createAlias({ functionName: name, aliasName: 'live', mainVersion: '1' });
          await lambda.createAlias({ functionName: name, aliasName: 'live', mainVersion: '1' });
        },
        'awsConflict',
        /conflicts with the current state/,
      ],
      [
        'an illegal weight',
        (name) =>
          lambda.createAlias({
            functionName: name,
            aliasName: 'live',
            mainVersion: '1',
            additional: { version: '1', weightPercent: 10 },
          }),
        'awsRefused',
        /AWS rejected CreateAlias/,
      ],
    ])('names %s', async (_, act, errorCode, message) => {
      const functionName = await created();

      const error = await failureOf(act(functionName));

      expect(error.code).toBe(errorCode);
      expect(error.message).toMatch(message);
      expect(error.details.awsRequestId).toEqual(expect.any(String));
    });

    it('names the change in progress that a call conflicts with', async () => {
      const functionName = await created();
      aws.addFault({ operation: 'UpdateFunctionConfiguration', kind: 'settleSlow', ms: 60_000 });
      await lambda.updateFunctionConfiguration({ functionName, memorySizeMb: 256 });

      const error = await failureOf(lambda.publishVersion({ functionName }));

      expect(error).toMatchObject({
        code: 'awsConflict',
        retryable: true,
        details: { awsCode: 'ResourceConflictException', httpStatus: 409 },
      });
    });

    it.each([
      ['throttles', { kind: 'throttle' }, 'throttled', 'TooManyRequestsException'],
      ['fails', { kind: 'error5xx' }, 'awsUnavailable', 'ServiceException'],
      ['ends the connection', { kind: 'dropBefore' }, 'awsUnavailable', expect.any(String)],
    ] as const)(
      'makes a call once when AWS %s, and says that trying again may help',
      async (_, fault, errorCode, awsCode) => {
        const functionName = await created();
        aws.clearCalls();
        aws.addFault({ operation: 'UpdateFunctionConfiguration', ...fault });

        const error = await failureOf(lambda.updateFunctionConfiguration({ functionName, memorySizeMb: 256 }));

        expect(error).toMatchObject({ code: errorCode, retryable: true, details: { awsCode } });
        expect(aws.calls().filter((made) => made.operation === 'UpdateFunctionConfiguration')).toHaveLength(1);
      },
    );

    it('says that AWS did not answer when nothing listens', async () => {
      port.close();
      port = createAwsPort(settings({ lambdaEndpoint: 'http://127.0.0.1:9' }), systemClock);

      const error = await failureOf(port.portsFor(scope()).lambda.getFunction('orders'));

      expect(error.code).toBe('awsUnavailable');
      expect(error.message).toMatch(/^AWS did not respond to GetFunction/);
    });

    /** The SDK hides Node's errors from itself where they are of another realm, as in Jest. */
    const ownRealm = (handler: NodeHttpHandler): NodeHttpHandler => {
      const handle = handler.handle.bind(handler);
      handler.handle = (request, options) =>
        handle(request, options).catch((error: object) => {
          throw Object.assign(new Error('of Node'), { ...error });
        });
      return handler;
    };

    it.each([
      ['the role cannot be assumed', { assumeRoleArn: 'arn:aws:iam::123456789012:role/forbidden' }, true],
      [
        'STS does not answer',
        { assumeRoleArn: 'arn:aws:iam::123456789012:role/any', stsEndpoint: 'http://127.0.0.1:9' },
        true,
      ],
      ['nothing listens', { lambdaEndpoint: 'http://127.0.0.1:9' }, true],
      ['the host is not known', { lambdaEndpoint: 'http://lambda.invalid' }, true],
      ['the connection is lost', {}, false],
    ])('says whether a call was sent: if %s', async (_what, change, isNotSent) => {
      port.close();
      port = createAwsPort(settings(change), systemClock, {
        handlers: { kept: ownRealm(new NodeHttpHandler()), fresh: ownRealm(new NodeHttpHandler()) },
      });
      aws.addFault({ operation: 'DeleteFunction', kind: 'dropBefore' });

      const error = await failureOf(port.portsFor(scope()).lambda.deleteFunction('orders'));

      expect(refusedBeforeActing(error)).toBe(isNotSent);
    });

    it('never repeats environment values that AWS echoes', async () => {
      const error = await failureOf(
        lambda.createFunction({
          ...base('echo-test'),
          environment: { PASSWORD: 'hunter2', '1BAD': 'swordfish' },
          publish: false,
        }),
      );

      expect(error.code).toBe('awsRefused');
      expect(`${error.message}${JSON.stringify(error.details)}${String(error.cause)}`).not.toMatch(/hunter2|swordfish/);
    });
  });

  it('records every call with its time, request id and duration, failed ones too', async () => {
    const functionName = await created();
    calls = [];
    aws.addFault({ operation: 'GetAlias', kind: 'throttle' });
    await lambda.getFunction(functionName);
    await failureOf(lambda.getAlias(functionName, 'live'));

    expect(calls).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        call: 'GetFunction',
        changes: false,
        requestId: expect.any(String),
        durationMs: expect.any(Number),
      },
      {
        at: expect.any(String),
        call: 'GetAlias',
        changes: false,
        requestId: expect.any(String),
        durationMs: expect.any(Number),
        error: 'TooManyRequestsException',
      },
    ]);
    expect(observed.slice(-2)).toEqual(calls);
  });

  describe('accounts', () => {
    it.each([
      ['an account', { account: 'other' }, /Account other is not in the sidecar's configuration, which has local/],
      ['a region', { region: 'ap-south-1' }, /Region ap-south-1 is not configured for account local/],
    ])('refuses %s that is not configured, before any call', (_, change, message) => {
      const ask = () => port.portsFor({ ...scope(), ...change }).lambda;

      expect(ask).toThrow(StageError);
      expect(ask).toThrow(message);
      expect(aws.calls()).toEqual([]);
    });

    it("assumes the role once per execution, and works in the role's account", async () => {
      port.close();
      port = createAwsPort(
        settings({
          accountId: '210987654321',
          assumeRoleArn: 'arn:aws:iam::210987654321:role/lambda-stages',
          externalId: 'spinnaker',
        }),
        systemClock,
      );
      const names = ['role-a', 'role-b', 'role-c'];

      const found = await Promise.all(
        names.map((name) => port.portsFor(scope('EXECUTION/1')).lambda.getFunction(name)),
      );
      await port.portsFor(scope('EXECUTION2')).lambda.getFunction('role-a');

      const assumed = aws.calls().filter((made) => made.service === 'sts');
      expect(found).toEqual([undefined, undefined, undefined]);
      expect(assumed.map((made) => made.operation)).toEqual(['AssumeRole', 'AssumeRole']);
      // The strict Lambda may still be busy with the slow call of an earlier test, which is of another account.
      expect(
        aws
          .calls()
          .filter((made) => made.operation === 'GetFunction')
          .map((made) => made.account),
      ).toEqual(Array.from({ length: 4 }, () => '210987654321'));
      expect(calls.filter((made) => made.call === 'AssumeRole')).toHaveLength(2);
    });

    it('signs the calls of each execution with its own credentials, also while those of others are under way in the same place', async () => {
      const control = new NodeHttpHandler(),
        invoke = new NodeHttpHandler();
      const signed: { of: string; token: string | undefined; scope: string | undefined }[] = [];
      for (const handler of [control, invoke]) {
        const handle = handler.handle.bind(handler);
        handler.handle = (request, options) => {
          const of = /functions\/(\w+)/.exec(request.path)?.[1];
          if (of !== undefined)
            signed.push({
              of,
              token: request.headers['x-amz-security-token'],
              scope: /Credential=(\S+?\/\d{8}\/[^,]+)/.exec(request.headers['authorization'] ?? '')?.[1],
            });
          return handle(request, options);
        };
      }
      port.close();
      port = createAwsPort(settings({ assumeRoleArn: 'arn:aws:iam::123456789012:role/lambda-stages' }), systemClock, {
        handlers: { kept: control, fresh: invoke },
      });
      const executions = ['one', 'two', 'three'].map((name) => ({
        name,
        bound: port.portsFor(scope(`EXECUTION-${name}`)).lambda,
      }));

      await Promise.all(
        executions.flatMap(({ name, bound }) => [
          bound.getFunction(name),
          bound.getAlias(name, 'live'),
          failureOf(
            bound.invoke({
              functionName: name,
              payload: '{}',
              invocationType: 'RequestResponse',
              timeoutMs: 1000,
              logTail: false,
            }),
          ),
        ]),
      );

      const used = (what: 'token' | 'scope') =>
        executions.map(({ name }) => [...new Set(signed.filter(({ of }) => of === name).map((call) => call[what]))]);
      expect(signed).toHaveLength(9);
      expect(used('token').map((tokens) => tokens.length)).toEqual([1, 1, 1]);
      expect(new Set(used('token').flat()).size).toBe(3);
      expect(used('scope').flat()).toEqual(
        Array.from({ length: 3 }, () => expect.stringMatching(/^ASIA\w+\/\d{8}\/us-east-1\/lambda\/aws4_request$/)),
      );
      expect(new Set(used('scope').flat()).size).toBe(3);
    });

    it.each([
      ['right', 0],
      ['an hour ahead', 3_600_000],
      ['an hour behind', -3_600_000],
    ])('takes new credentials before the old ones expire, if its own time is %s', async (_, wrongMs) => {
      let passedMs = 0;
      const clock = { now: () => systemClock.now() + wrongMs + passedMs, at: systemClock.at };
      port.close();
      port = createAwsPort(settings({ assumeRoleArn: 'arn:aws:iam::123456789012:role/lambda-stages' }), clock);
      const bound = port.portsFor(scope()).lambda;
      await bound.getFunction('orders');
      await bound.getFunction('orders');
      passedMs = 56 * 60_000;

      await bound.getFunction('orders');

      expect(aws.calls().filter((made) => made.operation === 'AssumeRole')).toHaveLength(2);
    });

    it('names the role that the sidecar cannot assume, and tries again for the next call', async () => {
      port.close();
      port = createAwsPort(settings({ assumeRoleArn: 'arn:aws:iam::123456789012:role/forbidden' }), systemClock);
      const bound = port.portsFor(scope()).lambda;

      const error = await failureOf(bound.getFunction('orders'));
      await failureOf(bound.getFunction('orders'));

      expect(error).toMatchObject({ code: 'roleNotAssumable', details: { awsCode: 'AccessDenied' } });
      expect(error.message).toMatch(
        /cannot assume role arn:aws:iam::123456789012:role\/forbidden of account local.*trust policy/,
      );
      expect(aws.calls().map((made) => made.operation)).toEqual(['AssumeRole', 'AssumeRole']);
    });
  });

  it('keeps to the granted rate, so that AWS has nothing to throttle', async () => {
    aws.configure({ quotas: { controlPlane: 50 } });
    port.close();
    port = createAwsPort(
      { ...settings(), rates: { ...settings().rates, controlPlanePerSecond: 40, controlPlaneBurst: 5 } },
      systemClock,
    );
    const bound = port.portsFor(scope()).lambda;

    const found = await Promise.all(Array.from({ length: 70 }, () => bound.getAlias('orders', 'live')));
    aws.configure({ quotas: 'unlimited' });

    expect(found.every((alias) => alias === undefined)).toBe(true);
    expect(aws.calls().filter((made) => made.status === 429)).toEqual([]);
  });
});
