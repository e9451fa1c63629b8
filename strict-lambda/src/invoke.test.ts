import {
  CreateAliasCommand,
  CreateFunctionCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  type CreateFunctionCommandInput,
  type InvokeCommandOutput,
} from '@aws-sdk/client-lambda';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { heldHandler } from './testing/heldHandler';
import { createActive, labelled, role, startTestLambda, type TestLambda } from './testing/startTestLambda';
import { zipOf } from './zip/zipOf';

type Answer = { output: InvokeCommandOutput; payload: Record<string, unknown>; log: string };

describe('invocation', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
  });
  afterAll(() => aws.close());
  afterEach(() => aws.setSettleDelayMs(0));

  let made = 0;
  const make = async (
    files: Record<string, string>,
    input: Partial<CreateFunctionCommandInput> = {},
  ): Promise<string> => {
    made += 1;
    await createActive(aws.lambda, `run${made}`, { Code: { ZipFile: zipOf(files) }, ...input });
    return `run${made}`;
  };
  const call = async (name: string, event: unknown = {}, qualifier?: string): Promise<Answer> => {
    const output = await aws.lambda.send(
      new InvokeCommand({
        FunctionName: name,
        Qualifier: qualifier,
        LogType: 'Tail',
        Payload: Buffer.from(JSON.stringify(event)),
      }),
    );
    return {
      output,
      payload: JSON.parse(output.Payload?.transformToString() ?? 'null') as Record<string, unknown>,
      log: Buffer.from(output.LogResult ?? '', 'base64').toString('utf8'),
    };
  };

  it.each<[string, Record<string, string>, Partial<CreateFunctionCommandInput>]>([
    ['an async handler', { 'index.js': 'exports.handler = async (event) => ({ got: event.n })' }, {}],
    [
      'a callback handler',
      {
        'index.js':
          'exports.handler = (event, context, callback) => setTimeout(() => callback(null, { got: event.n }), 5)',
      },
      {},
    ],
    [
      'a callback handler that does not wait',
      {
        'index.js':
          'exports.handler = (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 1000); callback(null, { got: event.n }) }',
      },
      {},
    ],
    ['an ES module in .mjs', { 'index.mjs': 'export const handler = async (event) => ({ got: event.n })' }, {}],
    [
      'an ES module by package.json',
      { 'index.js': 'export const handler = async (event) => ({ got: event.n })', 'package.json': '{"type":"module"}' },
      {},
    ],
    [
      'a handler in a folder that requires another file',
      {
        'src/app.js': "exports.main = require('./other').answer",
        'src/other.js': 'exports.answer = async (event) => ({ got: event.n })',
      },
      { Handler: 'src/app.main' },
    ],
  ])('runs %s', async (_what, files, input) => {
    const name = await make(files, input);

    const { output, payload } = await call(name, { n: 42 });

    expect(payload).toEqual({ got: 42 });
    expect(output).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
    expect(output.FunctionError).toBeUndefined();
  });

  it('returns null for a handler that returns nothing', async () => {
    const name = await make({ 'index.js': 'exports.handler = async () => {}' });

    const { payload } = await call(name);

    expect(payload).toBeNull();
  });

  it('gives the handler its context, and only its own and the standard environment', async () => {
    process.env['SANDBOX_SECRET'] = 'must not leak';
    const name = await make(
      {
        'index.js':
          'exports.handler = async (event, context) => ({ context, left: context.getRemainingTimeInMillis(), env: process.env })',
      },
      { Environment: { Variables: { GREETING: 'hello' } }, Timeout: 5, MemorySize: 256, Publish: true },
    );
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));

    const { payload, output } = await call(name, {}, 'live');
    delete process.env['SANDBOX_SECRET'];

    expect(payload['context']).toMatchObject({
      functionName: name,
      functionVersion: '1',
      invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}:live`,
      memoryLimitInMB: '256',
      logGroupName: `/aws/lambda/${name}`,
      awsRequestId: output.$metadata.requestId,
    });
    expect(payload['left']).toBeGreaterThan(0);
    expect(payload['env']).toMatchObject({
      GREETING: 'hello',
      AWS_REGION: 'us-east-1',
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      _HANDLER: 'index.handler',
    });
    expect(Object.keys(payload['env'] as object).filter((key) => /SECRET$|npm_|JEST|NODE_CHANNEL/.test(key))).toEqual(
      [],
    );
  });

  it('reports what the handler throws, with type, message and trace', async () => {
    const name = await make({ 'index.js': "exports.handler = async () => { throw new TypeError('no such shopper') }" });

    const { output, payload, log } = await call(name);

    expect(output).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
    expect(payload).toMatchObject({ errorType: 'TypeError', errorMessage: 'no such shopper' });
    expect((payload['trace'] as string[])[1]).toContain('/var/task/index.js');
    expect(log).toContain('Invoke Error');
  });

  it.each<[string, Record<string, string>, Partial<CreateFunctionCommandInput>, Record<string, unknown>]>([
    [
      'a missing file',
      { 'other.js': '' },
      {},
      { errorType: 'Runtime.ImportModuleError', errorMessage: "Error: Cannot find module 'index'" },
    ],
    [
      'a missing export',
      { 'index.js': '' },
      {},
      { errorType: 'Runtime.HandlerNotFound', errorMessage: 'index.handler is undefined or not exported' },
    ],
    [
      'a handler name without a dot',
      { 'index.js': '' },
      { Handler: 'index' },
      { errorType: 'Runtime.MalformedHandlerName' },
    ],
    ['a syntax error', { 'index.js': 'exports.handler = ((' }, {}, { errorType: 'Runtime.UserCodeSyntaxError' }],
    [
      'a failing start',
      { 'index.js': "throw new Error('no database')" },
      {},
      { errorType: 'Error', errorMessage: 'no database' },
    ],
    [
      'a process that exits',
      { 'index.js': 'exports.handler = async () => { process.exit(0) }' },
      {},
      { errorType: 'Runtime.ExitError' },
    ],
    [
      'an error that nothing awaits',
      { 'index.js': "exports.handler = () => new Promise(() => { setTimeout(() => { throw new Error('late') }, 1) })" },
      {},
      { errorType: 'Error', errorMessage: 'late' },
    ],
    [
      'a callback that fails',
      { 'index.js': "exports.handler = (event, context, callback) => callback(new Error('refused'))" },
      {},
      { errorType: 'Error', errorMessage: 'refused' },
    ],
  ])('reports %s, and is usable afterward', async (_what, files, input, error) => {
    const name = await make(files, input);

    const first = await call(name);
    const second = await call(name);

    expect(first.output.FunctionError).toBe('Unhandled');
    expect(first.payload).toMatchObject(error);
    expect(second.payload).toMatchObject(error);
  });

  it('ends a handler at its timeout and starts over for the next request', async () => {
    const name = await make(
      {
        'index.js':
          'let calls = 0; exports.handler = async (event) => { calls += 1; if (event.hang) await new Promise(() => setInterval(() => {}, 1000)); return { calls } }',
      },
      { Timeout: 1 },
    );

    const hung = await call(name, { hang: true });
    const next = await call(name);

    expect(hung.output.FunctionError).toBe('Unhandled');
    expect(hung.payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: .* Error: Task timed out after 1\.00 seconds$/) as string,
    });
    expect(hung.log).toContain('Task timed out after 1.00 seconds');
    expect(next.payload).toEqual({ calls: 1 });
  });

  it('keeps a process warm between requests', async () => {
    const name = await make({ 'index.js': 'let calls = 0; exports.handler = async () => ({ calls: ++calls })' });

    await call(name);
    const second = await call(name);

    expect(second.payload).toEqual({ calls: 2 });
    expect(second.log).not.toContain('Init Duration');
  });

  it('returns the last 4 KB of the log with START, END and REPORT lines', async () => {
    const name = await make({
      'index.js':
        "exports.handler = async (event) => { console.log('x'.repeat(event.length)); console.log('order', { id: 7 }) }",
    });

    const short = await call(name, { length: 1 });
    const long = await call(name, { length: 6000 });

    expect(short.log).toMatch(/^START RequestId: \S+ Version: \$LATEST\n/);
    expect(short.log).toMatch(/\tINFO\torder \{ id: 7 \}\n/);
    expect(short.log).toMatch(
      /END RequestId: \S+\nREPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\t/,
    );
    expect(long.log).toHaveLength(4096);
  });

  it('accepts an event to run later, and a dry run without running anything', async () => {
    const name = await make({ 'index.js': 'exports.handler = async () => 1' });

    const event = await aws.lambda.send(new InvokeCommand({ FunctionName: name, InvocationType: 'Event' }));
    const dry = await aws.lambda.send(new InvokeCommand({ FunctionName: name, InvocationType: 'DryRun' }));

    expect([event.StatusCode, dry.StatusCode]).toEqual([202, 204]);
  });

  it('rejects a payload that is not JSON, one that is too large, and a missing function', async () => {
    const name = await make({ 'index.js': 'exports.handler = async () => 1' });

    const malformed = aws.lambda.send(new InvokeCommand({ FunctionName: name, Payload: Buffer.from('{') }));
    await expect(malformed).rejects.toMatchObject({ name: 'InvalidRequestContentException' });
    const large = aws.lambda.send(
      new InvokeCommand({ FunctionName: name, InvocationType: 'Event', Payload: Buffer.alloc(1_048_577, 48) }),
    );
    await expect(large).rejects.toMatchObject({ name: 'RequestTooLargeException', $metadata: { httpStatusCode: 413 } });
    const missing = aws.lambda.send(new InvokeCommand({ FunctionName: name, Qualifier: 'absent' }));

    await expect(missing).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: `Function not found: arn:aws:lambda:us-east-1:123456789012:function:${name}:absent`,
    });
  });

  it('rejects invoking a Pending function, and runtimes other than Node and Python', async () => {
    const ruby = await make({ 'app.rb': '' }, { Runtime: 'ruby3.3', Handler: 'app.main' });
    aws.setSettleDelayMs(60_000);
    await aws.lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'starting',
        Role: role,
        Runtime: 'nodejs20.x',
        Handler: 'index.handler',
        Code: { ZipFile: labelled('one') },
      }),
    );

    const pending = aws.lambda.send(new InvokeCommand({ FunctionName: 'starting' }));
    await expect(pending).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: expect.stringContaining('currently in the following state: Pending') as string,
    });
    const unsupported = aws.lambda.send(new InvokeCommand({ FunctionName: ruby }));

    await expect(unsupported).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('not supported yet') as string,
    });
  });

  it('rejects more concurrent requests than are reserved', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'held-'));
    const held = heldHandler(folder);
    const name = await make({}, { Code: { ZipFile: held.zip } });
    await aws.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 1 }));

    const calls = [call(name), call(name)];
    await Promise.race(calls).catch(() => undefined);
    held.release();
    const both = await Promise.allSettled(calls);
    rmSync(folder, { recursive: true });
    const rejected = both.filter((result) => result.status === 'rejected');
    await aws.lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 0 }));

    expect(rejected).toMatchObject([
      {
        reason: {
          name: 'TooManyRequestsException',
          Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
          $metadata: { httpStatusCode: 429 },
        },
      },
    ]);
    await expect(call(name)).rejects.toMatchObject({ name: 'TooManyRequestsException', message: 'Rate Exceeded.' });
  });
});
