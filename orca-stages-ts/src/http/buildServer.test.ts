import { Writable } from 'node:stream';
import { outcomeSchema, StageError } from 'stage-contract';
import { Agent, request as send } from 'undici';
import { checkConfiguration } from '../config';
import { buildServer, createLifecycle, createLog, createMetrics, type Server } from './index';
import { MemoryOperations } from './memoryOperations';
import { saying } from '../testing/saying';

const TOKENS = ['present-token-0123456789', 'next-token-0123456789'];
const AUTHORIZED = { authorization: `Bearer ${TOKENS[0]}` };

const request = (change: object = {}, context: object = {}) => ({
  executionId: '01M7YK69FRZYQHT008CZY84MN6',
  application: 'demo',
  pipelineName: 'canary',
  user: 'jane',
  allowedAccounts: ['local', 'other'],
  stageId: 'STAGE1',
  refId: '2',
  type: 'Aws.LambdaTrafficRoutingStage',
  stageName: 'Route',
  attempt: 1795249351711,
  ...change,
  context: {
    account: 'local',
    region: 'us-east-1',
    functionName: 'orders',
    aliasName: 'live',
    deploymentStrategy: '$SIMPLE',
    versionNameA: '$LATEST',
    url: 'http://lambda-stages:8080/v1/operations',
    method: 'POST',
    statusJsonPath: '$.status',
    ...context,
  },
});

/** An answer over a real connection. */
interface Answer {
  statusCode: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  json(): ReturnType<typeof JSON.parse>;
}

describe('the HTTP server', () => {
  let service: MemoryOperations;
  let app: Server;
  let lines: string[];
  let address = '';
  let dispatcher: Agent;
  const lifecycle = { current: createLifecycle() };

  const start = async (change: object = {}): Promise<void> => {
    const reading = checkConfiguration({
      publicUrl: 'https://stages.example.com/lambda/',
      tokens: [{ tokenEnv: 'TOKEN' }],
      authorization: 'tokenOnly',
      journal: { file: 'journal.sqlite' },
      accounts: [
        { name: 'local', accountId: '123456789012', regions: ['us-east-1', 'eu-west-1'] },
        { name: 'fenced', accountId: '123456789012', regions: ['us-east-1'], functions: ['orders-*'] },
      ],
      ...change,
    });
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
    const log = createLog(
      'debug',
      new Writable({
        write(chunk, _, done) {
          lines.push(String(chunk));
          done();
        },
      }),
    );
    app = await buildServer({
      service,
      configuration: reading.configuration,
      tokens: TOKENS,
      log,
      lifecycle: lifecycle.current,
      metrics: createMetrics(),
    });
    address = await app.listen({ host: '127.0.0.1', port: 0 });
  };
  const call = async (
    method: 'GET' | 'POST',
    path: string,
    options: { body?: string | Buffer; headers?: Record<string, string> } = {},
  ): Promise<Answer> => {
    const response = await send(`${address}${path}`, { method, dispatcher, ...options });
    const body = await response.body.text();
    return { statusCode: response.statusCode, headers: response.headers, body, json: () => JSON.parse(body) };
  };
  const bytesOf = (body: object | string): string | Buffer =>
    typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  const post = (body: object | string, headers: Record<string, string> = {}) =>
    call('POST', '/v1/operations', {
      body: bytesOf(body),
      headers: { ...AUTHORIZED, 'content-type': 'application/json', ...headers },
    });
  const poll = (id: string) => call('GET', `/v1/operations/${id}`, { headers: AUTHORIZED });
  const cancel = (body: object | string, contentType = 'application/json') =>
    call('POST', '/v1/operations/cancel', {
      body: bytesOf(body),
      headers: { ...AUTHORIZED, 'content-type': contentType },
    });

  beforeEach(async () => {
    lines = [];
    lifecycle.current = createLifecycle();
    service = new MemoryOperations();
    dispatcher = new Agent();
    await start();
  });
  afterEach(async () => {
    await dispatcher.close();
    await app.close();
  });

  it('starts an operation and says where to poll, by the configured address', async () => {
    const response = await post(request(), { host: 'evil.example.com' });

    expect(response.statusCode).toBe(202);
    expect(response.json()).toMatchObject({
      id: 'STAGE1-1795249351711',
      status: 'RUNNING',
      progress: 'accepted',
      statusUrl: 'https://stages.example.com/lambda/v1/operations/STAGE1-1795249351711',
    });
    expect(outcomeSchema.safeParse(response.json()).success).toBe(true);
  });

  it('finds the same operation when the request is repeated, as OkHttp does after a dropped connection', async () => {
    const first = await post(request());

    const second = await post(request());

    expect(second.statusCode).toBe(200);
    expect(second.json().id).toBe(first.json().id);
    expect(service.accepted).toHaveLength(1);
  });

  it('starts another operation when the stage is restarted', async () => {
    await post(request());

    const response = await post(request({ attempt: 1795249400000 }));

    expect(response.statusCode).toBe(202);
    expect(service.accepted).toHaveLength(2);
  });

  it.each([
    ['text/plain;charset=ISO-8859-1', 'latin1'],
    ['text/plain', 'utf8'],
    ['application/json; charset=utf-8', 'utf8'],
  ] as const)('takes JSON labelled %s', async (contentType, encoding) => {
    const payload = Buffer.from(JSON.stringify({ ...request({ user: 'Zoë' }), pipelineName: null }), encoding);

    const response = await post(payload, { 'content-type': contentType });

    expect(response.statusCode).toBe(202);
    expect(service.accepted[0]?.request.user).toBe('Zoë');
  });

  it('answers a poll with the outcome document', async () => {
    const { id } = (await post(request())).json();
    service.end(id, 'SUCCEEDED');

    const response = await poll(id);

    expect(response.statusCode).toBe(200);
    expect(response.json()).toMatchObject({ id, status: 'SUCCEEDED', progress: 'ended' });
  });

  describe('with bad input', () => {
    it.each<[string, object, string, RegExp]>([
      [
        'a near-miss field name',
        request({}, { versionNaneA: '$LATEST', versionNameA: undefined }),
        'versionNaneA',
        /did you mean versionNameA/,
      ],
      ['a missing required field', request({}, { functionName: undefined }), 'functionName', /is required/],
      ['a wrong type', request({}, { functionName: { a: 1 } }), 'functionName', /must be/],
      [
        'a weight over 100',
        request(
          {},
          { deploymentStrategy: '$WEIGHTED', versionNameB: '$PREVIOUS', trafficPercentA: 120, trafficPercentB: 10 },
        ),
        'trafficPercentA',
        /100/,
      ],
      [
        'a malformed ARN',
        request({ type: 'Aws.LambdaDeploymentStage' }, { role: 'arn:aws:iam::1:role/x' }),
        'role',
        /ARN|role/i,
      ],
      [
        'an account that the user may not use',
        request({ allowedAccounts: ['other'] }),
        'account',
        /not among the accounts that user jane may use/,
      ],
      ['no allowed accounts', request({ allowedAccounts: undefined }), 'account', /does not say which accounts/],
      [
        'empty allowed accounts of an anonymous user',
        request({ allowedAccounts: [], user: undefined }),
        'account',
        /anonymous user/,
      ],
      [
        'an account that is not configured',
        request({}, { account: 'other' }),
        'account',
        /account other is not in the sidecar's configuration, which has local, fenced/,
      ],
      [
        'a region that is not configured',
        request({}, { region: 'ap-south-1' }),
        'region',
        /region ap-south-1 is not configured for account local, which has us-east-1, eu-west-1/,
      ],
      [
        'a function outside the configured patterns',
        request({ allowedAccounts: ['fenced'] }, { account: 'fenced', functionName: 'billing' }),
        'functionName',
        /not one of the functions that the sidecar's configuration allows in account fenced/,
      ],
      ...[{ functionName: 'billing' }, '{"functionName": " billing "}'].map(
        (preTraffic): [string, Record<string, unknown>, string, RegExp] => [
          `a hook outside the configured patterns, as ${typeof preTraffic}`,
          request({ allowedAccounts: ['fenced'] }, { account: 'fenced', functionName: 'orders-api', preTraffic }),
          'preTraffic.functionName',
          /not one of the functions that the sidecar's configuration allows in account fenced/,
        ],
      ),
      ['an unknown type', request({ type: 'Aws.LambdaDance' }), 'type', /must be one of Aws\.LambdaDeploymentStage/],
      ['no attempt', request({ attempt: undefined }), 'attempt', /is required: the start time of the stage/],
      ['no stage id', request({ stageId: undefined }), 'stageId', /is missing; it must be text/],
      ['no context', { ...request(), context: undefined }, 'context', /is missing; it must be a JSON object/],
      ['a context that is text', { ...request(), context: 'x' }, 'context', /must be a JSON object/],
      ['a list', [], 'body', /must be a JSON object/],
    ])('refuses %s before anything is changed, and names the field', async (_, body, field, message) => {
      const response = await post(body);

      const answer = response.json();
      expect(response.statusCode).toBe(400);
      expect(answer).toMatchObject({
        status: 'TERMINAL',
        problems: expect.arrayContaining([
          { field, code: expect.any(String), values: expect.any(Object), message: expect.stringMatching(message) },
        ]),
      });
      expect(answer.progress).toContain(field);
      expect(answer.message.length).toBeGreaterThan(answer.progress.length);
      expect(service.accepted).toEqual([]);
    });

    it('names all problems in one answer and one sentence', async () => {
      const response = await post(
        request({ allowedAccounts: ['other'] }, { functionName: 'a b', versionNameA: undefined, versionNaneA: 'x' }),
      );

      const { problems, message } = response.json();
      expect(problems.map((problem: { field: string }) => problem.field)).toEqual(
        expect.arrayContaining(['functionName', 'versionNaneA', 'account']),
      );
      expect(message).toMatch(/^The stage Route was not started: .*functionName.*account/);
    });

    it.each([
      ['accountNotAllowed', request({ allowedAccounts: ['other'] })],
      ['accountNotConfigured', request({}, { account: 'other' })],
      ['invalidInput', request({}, { functionName: undefined })],
    ])('answers with code %s', async (code, body) => {
      const response = await post(body);

      expect(response.json()).toMatchObject({ code, failure: { code } });
    });

    it.each<[string, string, string, number, RegExp]>([
      ['text that is not JSON', '{"a":', 'application/json', 400, /is not JSON/],
      [
        'an expression that Orca did not evaluate',
        '${ {"executionId": execution.id} }',
        'text/plain;charset=ISO-8859-1',
        400,
        /expression that Orca did not evaluate/,
      ],
      ['nothing', '', 'application/json', 400, /is empty/],
      [
        'another content type',
        'a=1',
        'application/x-www-form-urlencoded',
        415,
        /neither application\/json nor text\/plain/,
      ],
      [
        'an oversized body',
        JSON.stringify({ ...request(), padding: 'x'.repeat(1_100_000) }),
        'application/json',
        413,
        /larger than 1048576 bytes/,
      ],
      [
        'deep nesting',
        `{"context":${'{"a":'.repeat(80)}1${'}'.repeat(80)}}`,
        'application/json',
        400,
        /nested deeper than 64 levels/,
      ],
    ])('refuses %s', async (_, body, contentType, httpStatus, message) => {
      const response = await post(body, { 'content-type': contentType });

      expect(response.statusCode).toBe(httpStatus);
      expect(response.json()).toMatchObject({
        status: 'TERMINAL',
        progress: expect.stringMatching(message),
        message: expect.stringMatching(message),
      });
      expect(service.accepted).toEqual([]);
    });

    it('is not misled by keys that mean something to JavaScript', async () => {
      const response = await post(
        JSON.stringify(request()).replace(
          '"context":{',
          '"__proto__":{"user":"root"},"context":{"__proto__":{"account":"fenced"},',
        ),
      );

      expect(response.statusCode).toBe(202);
      expect(service.accepted[0]?.request.user).toBe('jane');
      expect(service.accepted[0]?.input.account).toBe('local');
    });

    it("takes every user's stages when authorization is off", async () => {
      await app.close();
      await start({ authorization: 'off' });

      const response = await post(request({ allowedAccounts: undefined, user: undefined }));

      expect(response.statusCode).toBe(202);
    });
  });

  describe('authentication', () => {
    it.each([
      ['no token', undefined],
      ['a wrong token', 'Bearer wrong'],
      ['a token of another scheme', `Basic ${TOKENS[0]}`],
      ['an empty token', 'Bearer '],
    ])('refuses %s with the remedy, on every operation', async (_, authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      const responses = await Promise.all([
        call('POST', '/v1/operations', { body: JSON.stringify(request()), headers }),
        call('GET', '/v1/operations/x', { headers }),
        call('POST', '/v1/operations/cancel', { body: '{"stageId":"x"}', headers }),
      ]);

      for (const response of responses) {
        expect(response.statusCode).toBe(401);
        expect(response.headers['www-authenticate']).toBe('Bearer');
        expect(response.json()).toMatchObject({
          status: 'TERMINAL',
          progress: expect.stringContaining('token'),
          message: expect.stringContaining('sensitiveHeaders.Authorization'),
        });
      }
      expect(service.accepted).toEqual([]);
    });

    it('takes either of two tokens while one is being replaced', async () => {
      const response = await post(request(), { authorization: `bearer ${TOKENS[1]}` });

      expect(response.statusCode).toBe(202);
    });

    it('never logs tokens or what a stage says', async () => {
      await post(request({}, { envVariables: { PASSWORD: 'hunter2' }, invokePayload: 'hunter2' }));
      await post('{"password":"hunter2"', {});
      await poll('unknown');

      expect(lines.length).toBeGreaterThan(2);
      expect(lines.join('')).not.toMatch(new RegExp(`hunter2|${TOKENS.join('|')}`));
    });
  });

  describe('polls and cancels', () => {
    it('answers 404 for an unknown id, with texts that Orca can read', async () => {
      const response = await poll('no-such-operation');

      expect(response.statusCode).toBe(404);
      expect(response.json()).toMatchObject({
        status: 'TERMINAL',
        progress: expect.stringContaining('There is no operation'),
        failure: { next: expect.stringContaining('same journal') },
      });
    });

    it('answers 503, not 404, while the journal is out of reach', async () => {
      service.outage = new Error('disk I/O error at /var/lib/secret-path');

      const responses = await Promise.all([post(request()), poll('x'), cancel({ stageId: 'x' })]);

      for (const response of responses) {
        expect(response.statusCode).toBe(503);
        expect(response.headers['retry-after']).toBe('10');
        expect(response.json()).toMatchObject({ status: 'RUNNING', progress: expect.any(String) });
        expect(response.body).not.toContain('secret-path');
      }
    });

    it('passes on why the engine refuses', async () => {
      service.outage = new StageError({
        code: 'pinExpired',
        what: saying('The versions of this execution are forgotten.'),
        where: 'orders',
      });

      const response = await post(request());

      expect(response.statusCode).toBe(400);
      expect(response.json()).toMatchObject({
        code: 'pinExpired',
        status: 'TERMINAL',
        message: expect.stringContaining('Run the pipeline again'),
      });
    });

    it('cancels a running operation', async () => {
      const { id } = (await post(request())).json();

      const response = await cancel({ executionId: 'E', stageId: 'STAGE1', attempt: 1795249351711 });

      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({ id, status: 'RUNNING', progress: 'accepted' });
      expect(service.cancelled).toEqual([id]);
    });

    it('does not change an ended operation', async () => {
      const { id } = (await post(request())).json();
      service.end(id, 'TERMINAL');

      const response = await cancel({ stageId: 'STAGE1', attempt: 1795249351711 });

      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({
        status: 'TERMINAL',
        progress: expect.stringContaining('nothing was changed'),
      });
      expect(service.cancelled).toEqual([]);
    });

    it('answers 200 to the cancel of an unknown operation', async () => {
      const response = await cancel({ stageId: 'NOBODY', attempt: 1 });

      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({
        status: expect.any(String),
        progress: expect.stringContaining('There is no operation for this stage'),
      });
    });

    it.each([
      [
        'the raw expression',
        '${ {"executionId": execution.id, "stageId": #currentStage().id, "attempt": #currentStage().startTime} }',
        'text/plain;charset=ISO-8859-1',
      ],
      ['a JSON text', '"${ #currentStage().id }"', 'application/json'],
      ['half a JSON', '{"stageId":', 'application/json'],
      ['an unknown content type', 'a=1', 'application/x-www-form-urlencoded'],
      ['nothing', '', 'application/json'],
    ])('answers 200 to a cancel with %s, and logs it', async (_, body, contentType) => {
      const response = await cancel(body, contentType);

      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({
        status: 'CANCELED',
        progress: expect.stringContaining('nothing was changed'),
      });
      expect(lines.join('')).toContain('cancel does not name a stage');
    });
  });

  describe('operating it', () => {
    it('is ready while the journal answers, and says when authorization is off', async () => {
      await app.close();
      await start({ authorization: 'off' });

      const response = await call('GET', '/readyz');

      expect(response.statusCode).toBe(200);
      expect(response.json()).toMatchObject({
        status: 'UP',
        authorization: 'off',
        progress: expect.stringContaining('Authorization is off'),
      });
    });

    it('is alive but not ready while the journal is out of reach', async () => {
      service.outage = new Error('gone');

      const [alive, ready] = await Promise.all([call('GET', '/healthz'), call('GET', '/readyz')]);

      expect(alive.statusCode).toBe(200);
      expect(ready.statusCode).toBe(503);
      expect(ready.json()).toMatchObject({
        status: 'DOWN',
        reason: 'diskFull',
        progress: 'The journal cannot be written: its disk is full. Free space.',
      });
    });

    it('sends new operations elsewhere while draining, and still answers polls and cancels', async () => {
      const { id } = (await post(request())).json();
      lifecycle.current.drain();

      const [ready, created, polled, cancelled] = await Promise.all([
        call('GET', '/readyz'),
        post(request({ stageId: 'OTHER' })),
        poll(id),
        cancel({ stageId: 'STAGE1' }),
      ]);

      expect([ready.statusCode, created.statusCode, polled.statusCode, cancelled.statusCode]).toEqual([
        503, 503, 200, 200,
      ]);
      expect(created.headers['retry-after']).toBe('10');
    });

    it('answers 503, which Orca repeats, to more requests than it allows', async () => {
      await app.close();
      await start({ limits: { requestsPerSecond: 2 } });

      const responses = await Promise.all([poll('a'), poll('a'), poll('a')]);

      const limited = responses.filter((response) => response.statusCode === 503);
      expect(limited).toHaveLength(1);
      expect(limited[0]?.json()).toMatchObject({ status: 'RUNNING', progress: expect.any(String) });
    });

    it.each([
      ['an ID of any length is one that does not exist', `/v1/operations/${'a'.repeat(5_000)}`, 404, 'notFound'],
      ['an address that is no address is not understood', '/v1/operations/%', 400, 'unreadable'],
    ])('%s, in our own form', async (_what, url, httpStatus, code) => {
      const response = await call('GET', url, { headers: AUTHORIZED });

      expect(response.statusCode).toBe(httpStatus);
      expect(response.json()).toMatchObject({ code, failure: { code, next: expect.any(String) } });
    });

    it('says what is served when an address is wrong', async () => {
      const response = await call('GET', '/v2/operations?token=x');

      expect(response.statusCode).toBe(404);
      expect(response.json()).toMatchObject({
        status: 'TERMINAL',
        progress: 'There is no route GET /v2/operations.',
      });
    });

    it('counts requests and operations for Prometheus', async () => {
      await post(request());

      const response = await call('GET', '/metrics');

      expect(response.body).toContain(
        'lambda_stages_operations_created_total{stage="Aws.LambdaTrafficRoutingStage"} 1',
      );
      expect(response.body).toContain('route="/v1/operations",method="POST",status="202"');
    });
  });
});
