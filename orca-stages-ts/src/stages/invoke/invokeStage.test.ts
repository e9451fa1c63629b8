import {
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { OUTCOME_LIMITS, type Outcome } from 'stage-contract';
import { zipOf } from 'strict-lambda';
import { eventually } from 'strict-lambda/src/testing/eventually';
import { actionsOfCalls, listedActions } from '../../testing/iamActions';
import { ROLE, startBench, type RunOptions, type StageBench } from '../../testing/stageBench';
import { operationFacts } from '../shared/testing/operationFacts';
import { invokeStage } from '.';
import { invokeExamples } from './examples';

const FunctionName = 'checkout';
const SECRET = 'hunter2-in-the-event';

/** A handler that does what its event asks for. */
const handler = (label: string): string => `
exports.handler = async (event) => {
  if (event.log) console.log(event.log);
  if (event.fail) throw new Error(event.fail);
  if (event.waitMs) await new Promise((resolve) => setTimeout(resolve, event.waitMs));
  if (event.path === '/basket') return { statusCode: 200, body: JSON.stringify({ items: [{ id: 1 }] }) };
  if (event.path === '/kind') return { statusCode: 200, body: '"basket"' };
  if (event.size) return { text: 'x'.repeat(event.size) };
  return { label: '${label}', echo: event };
};`;

let bench: StageBench;

/** A function with v1 and v2, v1 on the alias live; the head is v2's code. */
async function startWithFunction(options: Parameters<typeof startBench>[0] = {}, timeoutSeconds = 3): Promise<void> {
  bench = await startBench(options);
  for (const label of ['v1', 'v2'])
    await bench.lambda.putObject({
      bucket: 'builds',
      key: `${label}.zip`,
      body: zipOf({ 'index.js': handler(label) }),
    });
  await bench.aws.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: ROLE,
      Timeout: timeoutSeconds,
      Code: { S3Bucket: 'builds', S3Key: 'v1.zip' },
      Publish: true,
    }),
  );
  await waitUntilFunctionActiveV2(
    { client: bench.aws, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.05 },
    { FunctionName },
  );
  await bench.aws.send(
    new UpdateFunctionCodeCommand({ FunctionName, S3Bucket: 'builds', S3Key: 'v2.zip', Publish: true }),
  );
  await waitUntilFunctionUpdatedV2(
    { client: bench.aws, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.05 },
    { FunctionName },
  );
  await bench.aws.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1' }));
  // An event that is still in flight when a test ends must not be retried a minute later.
  await bench.aws.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName, Qualifier: 'live', MaximumRetryAttempts: 0 }),
  );
  bench.lambda.clearCalls();
}

beforeEach(() => startWithFunction());

afterEach(async () => {
  await bench.close();
});

const run = (fields: Record<string, unknown>, more?: RunOptions): Promise<Outcome> =>
  bench.run('Aws.LambdaInvokeStage', fields, more);
const calls = (operation?: string): string[] =>
  bench.lambda
    .calls()
    .map((call) => call.operation)
    .filter((name) => operation === undefined || name === operation);
describe('calling a function', () => {
  it('takes one read and the call, and passes the response on', async () => {
    const outcome = await run({ aliasName: 'live', invokePayload: { ping: 1 } });

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      warnings: [],
      invocations: [
        { index: 1, ok: true, statusCode: 200, executedVersion: '1', response: '{"label":"v1","echo":{"ping":1}}' },
      ],
    });
    expect(outcome.progress).toMatch(/^checkout:live answered in \d+ ms$/);
    expect(outcome.outputs).toEqual({
      functionName: 'checkout',
      executedVersions: ['1'],
      durationsMs: [expect.any(Number)],
      response: { label: 'v1', echo: { ping: 1 } },
      invokeResultsList: [{ body: '', response: '{"label":"v1","echo":{"ping":1}}', errors: [] }],
    });
    expect(calls()).toEqual(['GetFunction', 'Invoke']);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ aliasName: 'live' }, '1', 'v1'],
    [{ version: '2' }, '2', 'v2'],
    [{ version: '$LATEST' }, '2', 'v2'],
    [{ version: '$OLDEST' }, '1', 'v1'],
    [{ version: '$PROVIDED', versionNumber: 1 }, '1', 'v1'],
    [{ aliasName: '2' }, '2', 'v2'],
  ])('with %j runs version %s', async (fields, executedVersion, label) => {
    const outcome = await run(fields);

    expect(outcome.invocations).toMatchObject([{ executedVersion, response: `{"label":"${label}","echo":{}}` }]);
  });

  it('warns if it was the unpublished head', async () => {
    const outcome = await run({});

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      invocations: [{ executedVersion: '$LATEST' }],
      warnings: [expect.stringContaining('The stage called the unpublished head')],
    });
  });

  it('calls the candidate and baseline of its execution without listing versions', async () => {
    await bench.pin(
      'execution-1',
      { kind: 'candidate', value: { version: '2' }, mode: 'once' },
      { kind: 'baseline', aliasName: 'live', value: { version: '1' }, mode: 'once' },
    );

    const candidate = await run({ version: '$LATEST' });
    const baseline = await run({ aliasName: 'live', version: '$PREVIOUS' });

    expect([candidate, baseline].map((outcome) => outcome.outputs['executedVersions'])).toEqual([['2'], ['1']]);
    expect(calls()).toEqual(['GetFunction', 'Invoke', 'GetFunction', 'Invoke']);
  });

  it('pins the version of a macro for later stages', async () => {
    await run({ version: '$LATEST' });
    await bench.aws.send(
      new UpdateFunctionCodeCommand({ FunctionName, S3Bucket: 'builds', S3Key: 'v1.zip', Publish: true }),
    );
    await waitUntilFunctionUpdatedV2(
      { client: bench.aws, maxWaitTime: 10, minDelay: 0.02, maxDelay: 0.05 },
      { FunctionName },
    );

    const outcome = await run({ version: '$LATEST' });

    expect(outcome.outputs['executedVersions']).toEqual(['2']);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ aliasName: 'blue' }, 'aliasNotFound', 'Alias blue of checkout does not exist.'],
    [{ version: '9' }, 'versionNotFound', 'There is no version 9, only v2 and v1.'],
    [{ functionName: 'basket', aliasName: 'live' }, 'functionNotFound', 'Function basket does not exist.'],
    [{ functionName: 'basket' }, 'functionNotFound', 'Function basket does not exist.'],
    [{ aliasName: 'live', version: '$PREVIOUS' }, 'noVersionForMacro', 'There is no previous version to call.'],
    [
      { aliasName: 'live', invokePayload: '{"a":' },
      'invalidInput',
      'Nothing was called: invokePayload looks like JSON but is not valid JSON.',
    ],
  ])('with %j fails as %s before anything runs', async (fields, code, what) => {
    const outcome = await run(fields);

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code, what } });
    expect(calls('Invoke')).toEqual([]);
  });

  it('queues a call without waiting for a response, and checks permission without running anything', async () => {
    const queued = await run({ aliasName: 'live', invocationType: 'Event', invokePayload: 'go' });
    const checked = await run({ aliasName: 'live', invocationType: 'DryRun' });

    expect(queued).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Queued 1 invocation of checkout:live',
      invocations: [{ statusCode: 202 }],
    });
    expect(checked).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'Calling checkout:live is permitted; nothing ran',
      invocations: [{ statusCode: 204 }],
    });
  });
});

describe('expectations', () => {
  it('that are met are a success', async () => {
    const outcome = await run({
      aliasName: 'live',
      invokePayload: { path: '/basket' },
      expect: {
        jsonPath: [
          { path: '$.statusCode', equals: '200' },
          { path: '$.body.items.length', greaterThan: 0 },
        ],
        maxDurationMs: 60_000,
      },
    });

    expect(outcome.status).toBe('SUCCEEDED');
    expect(outcome.invocations?.[0]?.assertions.map((assertion) => assertion.ok)).toEqual([true, true, true, true]);
  });

  it('that are not met are a failure that names them; only the report has the response', async () => {
    const outcome = await run({
      aliasName: 'live',
      invokePayload: { path: '/basket' },
      expect: { jsonPath: [{ path: '$.statusCode', equals: 404 }], body: 'ok' },
    });

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code: 'expectationFailed',
        what: 'The response from checkout:live was not as expected: Body, $.statusCode.',
      },
    });
    expect(outcome.invocations?.[0]?.assertions).toContainEqual({
      condition: '$.statusCode',
      expectedTold: { code: 'wantedValue', values: { value: '404' } },
      gotTold: { code: 'gotValue', values: { value: '200' } },
      expected: '404',
      got: '200',
      ok: false,
    });
    expect(outcome.steps.map((step) => step.state === 'done')).toEqual([true, false]);
  });

  it('fail for a function that failed, unless that was expected', async () => {
    const unexpected = await run({ aliasName: 'live', invokePayload: { fail: 'boom' } });
    const expected = await run({
      aliasName: 'live',
      invokePayload: { fail: 'boom' },
      expect: { functionError: true, matches: 'boom' },
    });

    expect(unexpected).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'expectationFailed' },
      invocations: [
        {
          ok: false,
          functionError: 'Unhandled',
          assertions: [{ condition: 'Function error', got: 'Unhandled: boom' }],
        },
      ],
    });
    expect(expected.status).toBe('SUCCEEDED');
  });

  it('fail for a function that hit its own timeout', async () => {
    await bench.close();
    await startWithFunction({}, 1);

    const outcome = await run({ aliasName: 'live', invokePayload: { waitMs: 20_000 } });

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'expectationFailed' } });
    expect(outcome.invocations?.[0]?.assertions[0]?.got).toContain('timed out');
  });
});

describe('many calls', () => {
  it('run one after the other, all before the verdict', async () => {
    const outcome = await run({ aliasName: 'live', executionCount: 3, expect: { matches: 'no' } });

    expect(outcome.steps.map((step) => [step.id, step.state === 'done'])).toEqual([
      ['call-1', true],
      ['call-2', true],
      ['call-3', true],
      ['judge', false],
    ]);
    expect(outcome.failure?.what).toBe('3 of 3 invocations of checkout:live were not as expected: Response.');
    expect(calls('Invoke')).toHaveLength(3);
  });

  it('run in parallel if the stage says so', async () => {
    const outcome = await run({ aliasName: 'live', executionCount: 5, parallelism: 3 });

    expect(outcome).toMatchObject({
      status: 'SUCCEEDED',
      progress: 'All 5 invocations of checkout:live answered without a function error',
    });
    expect(outcome.invocations?.map((one) => one.index)).toEqual([1, 2, 3, 4, 5]);
    expect(outcome.steps.map((step) => [step.id, step.state])).toEqual([
      ['calls-1-3', 'done'],
      ['calls-4-5', 'done'],
      ['call-throttled', 'skipped'],
      ['judge', 'done'],
    ]);
    expect(outcome.outputs['invokeResultsList']).toHaveLength(5);
  });

  it('that AWS throttled are retried, each once', async () => {
    bench.lambda.addFault({ kind: 'throttle', operation: 'Invoke', times: 2 });

    const outcome = await run({ aliasName: 'live', executionCount: 4, parallelism: 4 });

    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.invocations).toHaveLength(4);
    expect(
      bench.lambda
        .calls()
        .filter((call) => call.operation === 'Invoke')
        .map((call) => call.status)
        .sort(),
    ).toEqual([200, 200, 200, 200, 429, 429]);
  });

  it('keep the responses that arrived if another did not', async () => {
    bench.lambda.addFault({ kind: 'dropAfter', operation: 'Invoke' });

    const outcome = await run({ aliasName: 'live', executionCount: 3, parallelism: 3 });

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: { code: 'outcomeUnknown', what: '1 of 3 calls to checkout has an unknown result; it may have run.' },
    });
    expect(outcome.invocations?.[0]).toMatchObject({
      ok: false,
      assertions: [{ condition: 'Call', got: 'none; it may have run' }],
    });
    expect(outcome.invocations?.filter((one) => one.ok)).toHaveLength(2);
    expect(calls('Invoke')).toHaveLength(3);
  });

  it('that were throttled or refused have not run, where nobody saw how the others ended', async () => {
    bench.lambda.addFault({ kind: 'throttle', operation: 'Invoke' });
    bench.lambda.addFault({ kind: 'accessDenied', explicit: true, operation: 'Invoke' });
    bench.lambda.addFault({ kind: 'dropBefore', operation: 'Invoke', times: 2 });

    const outcome = await run({ aliasName: 'live', executionCount: 4, parallelism: 4 });

    expect(outcome.failure).toMatchObject({
      code: 'outcomeUnknown',
      what: '2 of 4 calls to checkout have an unknown result; they may have run.',
    });
    expect(outcome.evidence).toMatchObject([
      { verdict: 'failed', figures: { calls: 4, passed: 0, failed: 2, unknown: 2 } },
    ]);
    expect(calls('Invoke')).toHaveLength(4);
  });

  it('fit the outcome, however long their responses', async () => {
    const outcome = await run({
      aliasName: 'live',
      executionCount: 20,
      parallelism: 10,
      invokePayload: { size: 100_000 },
      recordLogs: true,
    });

    expect(outcome.omitted).toBeUndefined();
    expect(outcome.invocations).toHaveLength(20);
    expect(outcome.invocations?.[0]).toMatchObject({
      responseBytes: 100_011,
      responseSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(Buffer.byteLength(JSON.stringify(outcome))).toBeLessThan(OUTCOME_LIMITS.totalBytes);
  });
});

describe('at most once', () => {
  it('a throttled call did not run, so it is retried', async () => {
    bench.lambda.addFault({ kind: 'throttle', operation: 'Invoke', times: 2 });

    const outcome = await run({ aliasName: 'live' });

    expect(outcome.status).toBe('SUCCEEDED');
    expect(calls('Invoke')).toHaveLength(3);
  });

  it.each(['dropBefore', 'dropAfter', 'error5xx'] as const)(
    'after %s the result is unknown, so the stage fails without a second call',
    async (kind) => {
      bench.lambda.addFault({ kind, operation: 'Invoke' });

      const outcome = await run({ aliasName: 'live' });

      expect(outcome).toMatchObject({
        status: 'TERMINAL',
        failure: { code: 'outcomeUnknown', what: expect.stringContaining('it may have run') },
      });
      expect(calls('Invoke')).toHaveLength(1);
    },
  );

  it.each([
    ['refused', 'ECONNREFUSED', 'connect'],
    ['not opened in time', 'ETIMEDOUT', 'connect'],
    ['to a host that is not found', 'ENOTFOUND', 'getaddrinfo'],
  ])('if its connection was %s, a call has not run, and is made again', async (_what, code, syscall) => {
    let refused = 0;
    bench.watch(({ path }) => {
      if (!path.endsWith('/invocations') || refused === 2) return;
      refused += 1;
      throw Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
    });

    const outcome = await run({ aliasName: 'live' });

    expect(outcome).toMatchObject({ status: 'SUCCEEDED' });
    expect(outcome.steps[0]).toMatchObject({ attempts: 3 });
    expect(calls('Invoke')).toHaveLength(1);
  });

  it('without a response in time, the result is unknown too', async () => {
    const ended = run({ aliasName: 'live', timeout: 1, invokePayload: { waitMs: 20_000 } });
    await eventually('the call', () => bench.lambda.inFlight().includes('Invoke'));
    bench.skip(1_000);
    const outcome = await ended;

    expect(outcome).toMatchObject({
      status: 'TERMINAL',
      failure: {
        code: 'outcomeUnknown',
        what: 'No response came within 1 s, or the connection was lost. The result of the call to checkout:live is unknown; it may have run.',
      },
    });
    expect(outcome.awsCalls.map((call) => call.call)).toEqual(['GetFunction', 'Invoke']);
  });

  it('a call that was in flight when the sidecar stopped is not repeated', async () => {
    const context = { facts: {}, again: true, tries: 2, firstBegunAtMs: 0, nowMs: 1, settlePollMs: 1000 };
    const step = {
      id: 'call-1',
      sentence: '',
      mutates: true,
      kind: 'call',
      indexes: [1],
      call: { qualifier: 'live', timeoutMs: 1000 },
    } as const;
    const unused = Object.create(null) as never;

    const applying = invokeStage.apply(
      { ...step, indexes: [1] },
      { account: 'local', region: 'us-east-1', functionName: FunctionName },
      {
        ...context,
        operation: operationFacts(),
        lambda: unused,
        cloudwatch: unused,
        pins: unused,
        asks: unused,
        now: '',
      },
    );

    await expect(applying).rejects.toMatchObject({
      code: 'outcomeUnknown',
      details: { what: { words: 'The result of the call to checkout:live is unknown; it may have run.' } },
    });
  });

  it('a function that disappears between the check and the call is named', async () => {
    await bench.close();
    await startWithFunction({
      engine: {
        onCheckpoint: async (point) => {
          if (point === 'beforeIntent')
            await bench.aws.send(new DeleteFunctionCommand({ FunctionName })).catch(() => undefined);
        },
      },
    });

    const outcome = await run({ aliasName: 'live' });

    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: expect.stringMatching(/NotFound$/) } });
  });
});

describe('what is recorded', () => {
  it("contains nothing of payload, response or function log in the sidecar's log, and nothing of the payload in the outcome", async () => {
    const outcome = await run({ aliasName: 'live', invokePayload: { log: SECRET, fail: 'boom', token: SECRET } });

    expect(JSON.stringify(outcome)).not.toContain(SECRET);
    expect(JSON.stringify(bench.log.lines)).not.toContain(SECRET);
  });

  it('contains nothing of the response if the stage says so', async () => {
    const outcome = await run({
      aliasName: 'live',
      invokePayload: { token: SECRET },
      recordResponse: 'none',
      expect: { body: 'ok' },
    });

    expect(JSON.stringify(outcome)).not.toContain(SECRET);
    expect(outcome.invocations).toMatchObject([{ ok: false, responseBytes: expect.any(Number) }]);
  });

  it.each([
    [true, 'line of log'],
    [false, undefined],
  ])('contains the function log only if asked for: %s', async (recordLogs, expected) => {
    const outcome = await run({ aliasName: 'live', invokePayload: { log: 'line of log' }, recordLogs });

    const tail = outcome.invocations?.[0]?.logTail;
    expect(tail === undefined ? undefined : /line of log/.exec(tail)?.[0]).toBe(expected);
  });
});

describe('the examples', () => {
  it.each(invokeExamples.map((example) => [example.title, example.stage] as const))('%s', async (_title, stage) => {
    const outcome = await run(stage);

    expect(outcome.failure).toBeUndefined();
    expect(outcome.status).toBe('SUCCEEDED');
  });
});

describe('the permissions', () => {
  it('match the calls that it makes', async () => {
    await run({ version: '$PREVIOUS' });
    await run({ version: '$PREVIOUS', aliasName: 'live' }, { executionId: 'execution-2' });
    await run({ version: '$LATEST' });

    const made = actionsOfCalls(bench.lambda.calls().map((call) => call.operation));
    expect(made).toEqual(listedActions(invokeStage));
  });
});
