import { CreateAliasCommand, InvokeCommand, type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { createActive, startTestLambda, type TestLambda } from '../testing/startTestLambda';
import { zipOf } from '../zip/zipOf';

type Answer = { failed: string | undefined; payload: unknown; log: string; requestId: string | undefined };

const CLIENT_CONTEXT = { custom: { shop: 'north' }, client: { app_title: 'till' } };

describe('a Python handler', () => {
  let aws: TestLambda;

  beforeAll(async () => {
    aws = await startTestLambda();
  });
  afterAll(() => aws.close());

  let made = 0;
  const make = async (
    files: Record<string, string>,
    input: Partial<CreateFunctionCommandInput> = {},
  ): Promise<string> => {
    made += 1;
    await createActive(aws.lambda, `python${made}`, {
      Runtime: 'python3.12',
      Handler: 'index.handler',
      Code: { ZipFile: zipOf(files) },
      ...input,
    });
    return `python${made}`;
  };
  const call = async (name: string, event: unknown = {}, qualifier?: string): Promise<Answer> => {
    const output = await aws.lambda.send(
      new InvokeCommand({
        FunctionName: name,
        Qualifier: qualifier,
        LogType: 'Tail',
        Payload: Buffer.from(JSON.stringify(event)),
        ClientContext: Buffer.from(JSON.stringify(CLIENT_CONTEXT)).toString('base64'),
      }),
    );
    return {
      failed: output.FunctionError,
      payload: JSON.parse(output.Payload?.transformToString() ?? 'null'),
      log: Buffer.from(output.LogResult ?? '', 'base64').toString('utf8'),
      requestId: output.$metadata.requestId,
    };
  };

  it.each<[string, Record<string, string>, Partial<CreateFunctionCommandInput>]>([
    ['a function of a module', { 'index.py': 'def handler(event, context):\n  return {"got": event["n"]}' }, {}],
    [
      'a function of a module in a folder, which imports another one',
      {
        'src/app.py': 'from src.other import answer\ndef main(event, context):\n  return answer(event)',
        'src/other.py': 'def answer(event):\n  return {"got": event["n"]}',
      },
      { Handler: 'src/app.main' },
    ],
    [
      'a module of a package, named with dots',
      { 'src/__init__.py': '', 'src/app.py': 'main = lambda event, context: {"got": event["n"]}' },
      { Handler: 'src.app.main' },
    ],
  ])('can be %s', async (_what, files, input) => {
    const name = await make(files, input);

    const { failed, payload } = await call(name, { n: 'ü 42' });

    expect(payload).toEqual({ got: 'ü 42' });
    expect(failed).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['None', null],
    ['(1, 2.5, "ü", True)', [1, 2.5, 'ü', true]],
    ['__import__("decimal").Decimal("1.5")', 1.5],
    ['{1: "one"}', { 1: 'one' }],
  ])('returns %s as JSON', async (value, expected) => {
    const name = await make({ 'index.py': `def handler(event, context):\n  return ${value}` });

    const { payload } = await call(name);

    expect(payload).toEqual(expected);
  });

  it('gets the event as a dictionary, and a context with the attributes of AWS', async () => {
    const name = await make(
      {
        'index.py': `
def handler(event, context):
  names = ["function_name", "function_version", "invoked_function_arn", "memory_limit_in_mb", "aws_request_id", "log_group_name"]
  return {
    "type": type(event).__name__,
    "context": {name: getattr(context, name) for name in names},
    "left": context.get_remaining_time_in_millis(),
    "stream": context.log_stream_name,
    "identity": context.identity.cognito_identity_id,
    "client": [context.client_context.custom, context.client_context.client.app_title, context.client_context.env],
  }`,
      },
      { MemorySize: 256, Timeout: 5, Publish: true },
    );
    await aws.lambda.send(new CreateAliasCommand({ FunctionName: name, Name: 'live', FunctionVersion: '1' }));

    const { payload, requestId } = await call(name, {}, 'live');

    const { left } = payload as { left: number };
    expect(payload).toMatchObject({
      type: 'dict',
      context: {
        function_name: name,
        function_version: '1',
        invoked_function_arn: `arn:aws:lambda:us-east-1:123456789012:function:${name}:live`,
        memory_limit_in_mb: '256',
        aws_request_id: requestId,
        log_group_name: `/aws/lambda/${name}`,
      },
      stream: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[1\]/) as string,
      identity: null,
      client: [{ shop: 'north' }, 'till', null],
    });
    expect(left > 0 && left <= 5000).toBe(true);
  });

  it('sees its own variables and those of AWS, and nothing of the emulator', async () => {
    process.env['SANDBOX_SECRET'] = 'must not leak';
    const name = await make(
      { 'index.py': 'import os\ndef handler(event, context):\n  return dict(os.environ)' },
      { Environment: { Variables: { GREETING: 'hello', constructor: 'mine' } } },
    );

    const { payload } = await call(name);
    delete process.env['SANDBOX_SECRET'];

    expect(payload).toMatchObject({
      GREETING: 'hello',
      constructor: 'mine',
      AWS_REGION: 'us-east-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_python3.12',
      AWS_LAMBDA_FUNCTION_NAME: name,
      _HANDLER: 'index.handler',
    });
    expect(Object.keys(payload as object).filter((key) => /SECRET$|npm_|JEST|NODE_/.test(key))).toEqual([]);
  });

  it('that raises is reported with message, type and trace', async () => {
    const name = await make({
      'index.py': 'def inner():\n  raise ValueError("no such shopper")\ndef handler(event, context):\n  inner()',
    });

    const { failed, payload, log, requestId } = await call(name);

    expect(failed).toBe('Unhandled');
    expect(payload).toEqual({
      errorMessage: 'no such shopper',
      errorType: 'ValueError',
      requestId,
      stackTrace: [
        '  File "/var/task/index.py", line 4, in handler\n    inner()\n',
        '  File "/var/task/index.py", line 2, in inner\n    raise ValueError("no such shopper")\n',
      ],
    });
    expect(log).toContain('[ERROR] ValueError: no such shopper\nTraceback (most recent call last):\n');
  });

  it.each<[string, Record<string, string>, Partial<CreateFunctionCommandInput>, Record<string, unknown>]>([
    [
      'a missing file',
      { 'other.py': '' },
      {},
      {
        errorType: 'Runtime.ImportModuleError',
        errorMessage: "Unable to import module 'index': No module named 'index'",
      },
    ],
    [
      'a missing function',
      { 'index.py': '' },
      {},
      { errorType: 'Runtime.HandlerNotFound', errorMessage: "Handler 'handler' missing on module 'index'" },
    ],
    [
      'a member that every module has',
      { 'index.py': '' },
      { Handler: 'index.__class__' },
      { errorType: 'Runtime.HandlerNotFound', errorMessage: "Handler '__class__' missing on module 'index'" },
    ],
    [
      'a name without a dot',
      { 'index.py': '' },
      { Handler: 'index' },
      {
        errorType: 'Runtime.MalformedHandlerName',
        errorMessage: "Bad handler 'index': not enough values to unpack (expected 2, got 1)",
      },
    ],
    [
      'a module of Python itself',
      { 'index.py': '' },
      { Handler: 'sys.exit' },
      { errorType: 'Runtime.BuiltInModuleConflict' },
    ],
    ['a syntax error', { 'index.py': 'def handler(:' }, {}, { errorType: 'Runtime.UserCodeSyntaxError' }],
    [
      'a failing start',
      { 'index.py': 'raise RuntimeError("no database")' },
      {},
      { errorType: 'RuntimeError', errorMessage: 'no database' },
    ],
    [
      'a result that is no JSON',
      { 'index.py': 'def handler(event, context):\n  return {1, 2}' },
      {},
      {
        errorType: 'Runtime.MarshalError',
        errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
      },
    ],
    [
      'a process that exits',
      { 'index.py': 'import sys\ndef handler(event, context):\n  sys.exit(3)' },
      {},
      { errorType: 'Runtime.ExitError', errorMessage: expect.stringMatching(/exit status 3$/) as string },
    ],
  ])('reports %s, and is usable afterward', async (_what, files, input, error) => {
    const name = await make(files, input);

    const first = await call(name);
    const second = await call(name);

    expect([first.failed, second.failed]).toEqual(['Unhandled', 'Unhandled']);
    expect(first.payload).toMatchObject(error);
    expect(second.payload).toMatchObject(error);
  });

  it('is killed at its timeout, and starts over for the next request', async () => {
    const name = await make(
      {
        'index.py': `
import time
calls = 0
def handler(event, context):
  global calls
  calls += 1
  while event.get("hang"):
    time.sleep(60)
  return calls`,
      },
      { Timeout: 1 },
    );

    const warm = [await call(name), await call(name)].map(({ payload }) => payload);
    const hung = await call(name, { hang: true });
    const next = await call(name);

    expect(warm).toEqual([1, 2]);
    expect(hung.payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 1\.00 seconds$/) as string,
    });
    expect(next.payload).toBe(1);
  });

  it("logs what it prints, what its children print, and what it logs with Python's logging", async () => {
    const name = await make({
      'index.py': `
import logging, os, sys
def handler(event, context):
  print("printed", {"id": 7})
  print("half a line", end="")
  logging.warning("logged")
  logging.info("below the level")
  print("to stderr", file=sys.stderr)`,
    });

    const { log, requestId } = await call(name);

    expect(log).toContain("printed {'id': 7}\n");
    expect(log).toContain('half a line');
    expect(log).toMatch(new RegExp(`\\[WARNING\\]\\t[\\d-]+T[\\d:]+\\.\\d+Z\\t${requestId}\\tlogged\\n`));
    expect(log).toContain('to stderr\n');
    expect(log).not.toContain('below the level');
  });

  it('takes and returns the largest payloads', async () => {
    const name = await make({ 'index.py': 'def handler(event, context):\n  return event' });
    const text = 'ü'.repeat(900_000);

    const { payload } = await call(name, { text });

    expect((payload as { text: string }).text === text).toBe(true);
  });

  it('may fork: what the processes print is in the log, and only one of them gives the result', async () => {
    const name = await make(
      {
        'index.py': `import multiprocessing, os
def work(number):
  for line in range(400):
    print("x" * 50_000)
  print("worker", number)
def handler(event, context):
  fork = multiprocessing.get_context("fork")
  workers = [fork.Process(target=work, args=[number]) for number in range(3)]
  for worker in workers:
    worker.start()
  for line in range(400):
    print("y" * 50_000)
  for worker in workers:
    worker.join()
  return [worker.exitcode for worker in workers]`,
      },
      { Timeout: 60 },
    );

    const { payload, failed } = await call(name);
    const { payload: later } = await call(name);

    expect(failed).toBeUndefined();
    expect([payload, later]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('writes nothing into its folder', async () => {
    const name = await make({
      'index.py': 'import os, other\ndef handler(event, context):\n  return sorted(os.listdir())',
      'other.py': '',
    });

    const { payload } = await call(name);

    expect(payload).toEqual(['index.py', 'other.py']);
  });
});

describe('a machine without python3', () => {
  it('says so when a Python function is called, also later, and runs it once there is one', async () => {
    const aws = await startTestLambda();
    await createActive(aws.lambda, 'waiting', {
      Runtime: 'python3.13',
      Code: { ZipFile: zipOf({ 'index.py': 'def handler(event, context):\n  return 7' }) },
    });
    const path = process.env['PATH'];
    const refusal = {
      name: 'InvalidParameterValueException',
      message: expect.stringContaining('Invoking runtime python3.13 needs python3') as string,
    };

    process.env['PATH'] = '/nonexistent';
    const call = aws.lambda.send(new InvokeCommand({ FunctionName: 'waiting' }));
    await expect(call).rejects.toMatchObject(refusal);
    const event = aws.lambda.send(new InvokeCommand({ FunctionName: 'waiting', InvocationType: 'Event' }));
    await expect(event).rejects.toMatchObject(refusal);
    process.env['PATH'] = path;
    const after = await aws.lambda.send(new InvokeCommand({ FunctionName: 'waiting' }));

    expect(after.Payload?.transformToString()).toBe('7');
    await aws.close();
  });
});
