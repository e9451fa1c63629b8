import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetFunctionConfigurationCommand, ListAliasesCommand } from '@aws-sdk/client-lambda';
import Database from 'libsql';
import { ask, type Answer } from '../process/support/ask';
import { ACCOUNT_ID, TOKEN } from '../process/support/sidecarSettings';
import { startTestSidecar, type TestSidecar, type TestSidecarOptions } from '../process/support/testSidecar';
import { recordingOf, replayExchange, textAt, type Replay, type Replayed } from './replayExchange';
import { eventually } from 'strict-lambda/src/testing/eventually';

/**
 * The stage that replaces the recorded one. The recording's own `aliases` is a field of it too; its `envVariables` has
 * a name that AWS does not accept.
 */
const deployment = {
  account: 'acct1',
  region: 'us-east-1',
  functionName: 'checkout',
  s3bucket: 'builds',
  s3key: 'v1.zip',
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
  publish: true,
  envVariables: { FOO: 'bär ✓' },
};
const LONG_MS = 600_000;
let sidecar: TestSidecar;

const start = async (options: TestSidecarOptions = {}): Promise<void> => {
  sidecar = await startTestSidecar(options);
  await sidecar.putCode('v1.zip', 'one');
};
const replay = (name: string, more: Partial<Replay> = {}): Promise<Replayed[]> =>
  replayExchange(recordingOf(name), { address: sidecar.address, fields: deployment, ...more });
const httpStatuses = (replayed: Replayed[]): (number | undefined)[] => replayed.map(({ answer }) => answer?.httpStatus);
const idOf = (answer: Answer | undefined): string => textAt(answer?.body, 'id') ?? '';
const created = (replayed: Replayed[]): string =>
  idOf(replayed.find(({ answer }) => answer?.httpStatus === 202)?.answer);
const isText = { status: expect.any(String), progress: expect.any(String) };

/**
 * Orca ends a stage as TERMINAL if `status` or `progress` is missing or not text, so every response must have both, and
 * a create also a status address.
 */
function expectReadable(replayed: Replayed[]): void {
  for (const { request, answer } of replayed) {
    if (answer === undefined) continue;
    expect(answer.body).toMatchObject(isText);
    if (request.path === '/ops' && answer.httpStatus < 300)
      expect(textAt(answer.body, 'statusUrl')).toBe(`${sidecar.address}/v1/operations/${idOf(answer)}`);
  }
}

describe('what a real Orca sent', () => {
  afterEach(async () => {
    await sidecar.close();
  });

  it.each(['webhook-success', 'webhook-v4'])(
    '%s: is accepted with its envelope and unknown keys, polled, and does what the stage says',
    async (name) => {
      await start();

      const replayed = await replay(name);
      const outcome = replayed.at(-1)?.answer?.body;
      const aliases = await sidecar.aws.send(new ListAliasesCommand({ FunctionName: 'checkout' }));
      const settings = await sidecar.aws.send(new GetFunctionConfigurationCommand({ FunctionName: 'checkout' }));

      expectReadable(replayed);
      expect(httpStatuses(replayed)).toEqual(recordingOf(name).exchange.map(({ response }) => response.status));
      expect(outcome).toMatchObject({ status: 'SUCCEEDED', outputs: { functionVersion: '1' } });
      expect(textAt(outcome, 'statusUrl')).toMatch(/^http:/);
      expect(Reflect.get(Object(outcome), 'warnings')).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^flag is not a field/),
          expect.stringMatching(/^nestedSpel is not a field/),
        ]),
      );
      expect(JSON.stringify(Reflect.get(Object(outcome), 'warnings'))).not.toMatch(
        /statusJsonPath|cancelEndpoint|signalCancellation/,
      );
      expect(aliases.Aliases?.map((alias) => alias.Name)).toEqual(['a', 'b']);
      expect(settings.Environment?.Variables).toEqual({ FOO: 'bär ✓' });
    },
  );

  it('webhook-create-connection-dropped: the repeated POST finds the same operation, and the work is done once', async () => {
    await start();

    const replayed = await replay('webhook-create-connection-dropped');
    const again = await ask({
      method: 'POST',
      url: `${sidecar.address}/v1/operations`,
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...recordingOf('webhook-create-connection-dropped').exchange[0]?.body,
        type: 'Aws.LambdaDeploymentStage',
        context: deployment,
      }),
    });

    const [dropped, repeated, ...polls] = replayed;
    expectReadable(replayed);
    expect(dropped?.answer).toBeUndefined();
    expect([200, 202]).toContain(repeated?.answer?.httpStatus);
    expect(polls.map(({ answer }) => idOf(answer))).toEqual(polls.map(() => idOf(repeated?.answer)));
    expect(polls.at(-1)?.answer?.body).toMatchObject({ status: 'SUCCEEDED' });
    expect([again.httpStatus, idOf(again)]).toEqual([200, idOf(repeated?.answer)]);
    expect(sidecar.mutations()).toEqual([
      'CreateFunction 201',
      'PublishVersion 201',
      'CreateAlias 201',
      'CreateAlias 201',
    ]);
  });

  it('webhook-create-503-once: a draining sidecar rejects the create, and the restarted one accepts it', async () => {
    await start();
    sidecar.lambda.addFault({ kind: 'slow', ms: 1_000, operation: 'GetFunction' });
    await sidecar.begin({
      type: 'Aws.LambdaInvokeStage',
      context: { account: 'local', region: 'us-east-1', functionName: 'other' },
    });
    // Its credentials are read just before the slow call: from here on there is something to drain.
    await eventually('AssumeRole', () => sidecar.lambda.calls().some((call) => call.operation === 'AssumeRole'));
    const stopped = sidecar.stop();

    const replayed = await replay('webhook-create-503-once', {
      async before(_request, index) {
        if (index !== 1) return;
        await stopped;
        await sidecar.resume();
      },
    });

    expectReadable(replayed);
    expect(httpStatuses(replayed)).toEqual([503, 202, 200, 200, 200]);
    expect(replayed[0]?.answer?.headers['retry-after']).toBe('10');
    expect(replayed.at(-1)?.answer?.body).toMatchObject({ status: 'SUCCEEDED' });
  });

  it.each(['webhook-terminal', 'webhook-continue-on-failure'])(
    '%s: a stage that cannot work ends as TERMINAL with a reason, and the cancel that follows changes nothing',
    async (name) => {
      await start();

      const replayed = await replay(name, { fields: { ...deployment, s3key: 'missing.zip' } });
      const after = await sidecar.poll(created(replayed));

      expectReadable(replayed);
      expect(httpStatuses(replayed)).toEqual(recordingOf(name).exchange.map(({ response }) => response.status));
      expect(after).toMatchObject({
        status: 'TERMINAL',
        failure: { code: 'codeNotFound', what: 'Bucket builds has no object missing.zip.' },
      });
      expect(sidecar.mutations()).toEqual(['CreateFunction 400']);
    },
  );

  it('webhook-create-400: input that can never work is rejected with every problem, and the cancel of an operation that never existed is a 200', async () => {
    await start();

    const replayed = await replay('webhook-create-400', {
      fields: { ...deployment, memorySise: 256, timeout: 'soon' },
    });

    expectReadable(replayed);
    expect(httpStatuses(replayed)).toEqual([400, 200]);
    expect(replayed[0]?.answer?.body).toMatchObject({
      status: 'TERMINAL',
      progress: expect.stringMatching(
        /memorySise is not a field of this stage; did you mean memorySize\?.*timeout must be/,
      ),
    });
    expect(textAt(replayed[1]?.answer?.body, 'progress')).toMatch(/nothing was changed/);
    expect(sidecar.lambda.calls()).toEqual([]);
  });

  it('webhook-cancel: a running stage is stopped', async () => {
    await start({ lambda: { settleDelayMs: LONG_MS } });

    const replayed = await replay('webhook-cancel');
    const outcome = await sidecar.ended(created(replayed));
    const againCancelled = await sidecar.post(
      '/v1/operations/cancel',
      recordingOf('webhook-cancel').exchange.at(-1)?.body,
    );

    expectReadable(replayed);
    expect(httpStatuses(replayed)).toEqual([202, 200, 200, 200, 200]);
    expect(outcome).toMatchObject({ status: 'CANCELED', failure: { code: 'cancelled' } });
    expect([againCancelled.httpStatus, textAt(againCancelled.body, 'progress')]).toEqual([
      200,
      expect.stringMatching(/had already ended, so nothing was changed/),
    ]);
  });

  it('webhook-monitor-refused: a cancel without any earlier poll stops the stage', async () => {
    await start({ lambda: { settleDelayMs: LONG_MS } });

    const replayed = await replay('webhook-monitor-refused');
    const outcome = await sidecar.ended(created(replayed));

    expectReadable(replayed);
    expect(httpStatuses(replayed)).toEqual([202, 200]);
    expect(outcome.status).toBe('CANCELED');
  });

  it("webhook-timeout: our own deadline comes before Orca's, so the policy has ended when Orca cancels", async () => {
    await start({ lambda: { settleDelayMs: LONG_MS } });

    const replayed = await replay('webhook-timeout', {
      async before(request) {
        if (request.path === '/cancel')
          await eventually('the deadline in the log', () => sidecar.log().includes('deadlineExceeded'));
      },
    });
    const outcome = await sidecar.ended(created(replayed));

    expectReadable(replayed);
    expect(httpStatuses(replayed)).toEqual([202, 200, 200, 200, 200, 200, 200]);
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'deadlineExceeded' } });
  });

  it('webhook-restart: another attempt of the same stage is another operation', async () => {
    await start();
    const first = await replay('webhook-terminal', { fields: { ...deployment, s3key: 'missing.zip' } });

    const replayed = await replay('webhook-restart');

    expectReadable(replayed);
    expect(httpStatuses(replayed)).toEqual([202, 200, 200, 200]);
    expect(replayed[0]?.request.body?.['stageId']).toBe(first[0]?.request.body?.['stageId']);
    expect(created(replayed)).not.toBe(created(first));
    expect(replayed.at(-1)?.answer?.body).toMatchObject({ status: 'SUCCEEDED', outputs: { functionVersion: '1' } });
    expect((await sidecar.poll(created(first))).status).toBe('TERMINAL');
  });

  it('webhook-status-404: only an ID that the journal does not know is a 404, and its cancel is a 200', async () => {
    await start();

    const replayed = await replay('webhook-status-404', { pollUrl: `${sidecar.address}/v1/operations/op-5` });

    expectReadable(replayed);
    expect(httpStatuses(replayed)).toEqual([202, 404, 200]);
    expect(replayed[1]?.answer?.body).toMatchObject({
      status: 'TERMINAL',
      progress: expect.stringContaining('There is no operation with this ID.'),
    });
  });

  it('webhook-status-500: while the journal does not respond, polls are a 503 and never a 404', async () => {
    await start();
    const journal = new Database(sidecar.journalFile);

    const replayed = await replay('webhook-status-500', {
      async before(_request, index) {
        if (index === 1) {
          await eventually('the end in the log', () => sidecar.log().includes('operation ended'));
          journal.exec('alter table operations rename to out_of_reach');
        }
        if (index === 4) journal.exec('alter table out_of_reach rename to operations');
      },
    });
    journal.close();

    expectReadable(replayed);
    expect(httpStatuses(replayed)).toEqual([202, 503, 503, 503, 200]);
    expect(replayed.at(-1)?.answer?.body).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('webhook-orca-killed-during-create: the raw cancel is a 200 that changes nothing, and missing polls end the stage', async () => {
    await start({
      lambda: { settleDelayMs: LONG_MS },
      configuration: { timing: { heartbeatSeconds: 1, abandonedAfterSeconds: 3 } },
    });
    const raw =
      '${ {"executionId": execution.id, "stageId": #currentStage().id, "attempt": #currentStage().startTime} }';

    const replayed = await replay('webhook-orca-killed-during-create');
    const cancelled = await sidecar.post('/v1/operations/cancel', raw, {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'text/plain;charset=ISO-8859-1',
    });
    const running = await sidecar.poll(created(replayed));
    await eventually('the failure policy in the log', () => sidecar.log().includes('failure policy starts'));
    const outcome = await sidecar.ended(created(replayed));

    expectReadable(replayed);
    expect([cancelled.httpStatus, cancelled.body]).toEqual([200, expect.objectContaining(isText)]);
    expect(running.status).toBe('RUNNING');
    expect(outcome).toMatchObject({ status: 'TERMINAL', failure: { code: 'abandoned' } });
    expect(sidecar.log()).toMatch(/cancel does not name a stage/);
  });
});

it('replays every recording', () => {
  const tests = ['replay.test.ts', 'payloadForms.test.ts', 'looks.test.ts']
    .map((file) => readFileSync(join(__dirname, file), 'utf8'))
    .join('');

  const left = readdirSync(__dirname).filter(
    (file) =>
      file.endsWith('.json') && !tests.includes(`'${file.replace(/\.json$/, '')}`) && !tests.includes(`'${file}'`),
  );

  expect(left).toEqual([]);
});
