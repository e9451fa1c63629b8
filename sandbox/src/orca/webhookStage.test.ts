import { EngineFixture, errorsOf, stage, stageOf, statuses } from './testing/engineFixture';
import type { Execution, JsonObject } from './executionModel';

const HOUR_MS = 3_600_000;

describe('a stage of a preconfigured webhook', () => {
  let fixture: EngineFixture;

  beforeEach(() => {
    fixture = new EngineFixture();
  });

  afterEach(() => fixture.stop());

  const monitorOf = (execution: Execution): JsonObject =>
    (stageOf(execution, '1').context['webhook'] as { monitor: JsonObject }).monitor;
  const creates = (): number[] => fixture.webhook.arrivals.filter(({ path }) => path === '/ops').map(({ at }) => at);
  const polls = (): number[] => fixture.webhook.arrivals.filter(({ path }) => path === '/ops/1').map(({ at }) => at);
  const gaps = (times: number[]): number[] => times.slice(1).map((time, index) => time - (times[index] ?? time));

  it('polls every second in the first minute, every 15 s after that, and gives up after an hour', async () => {
    await fixture.start();
    fixture.webhook.poll = () => ({ body: { status: 'RUNNING', progress: 'busy' } });

    const execution = await fixture.run([stage('1', 'hook')]);

    const between = gaps(polls());
    expect(between.slice(0, 60)).toEqual(Array(60).fill(1_000));
    expect([...new Set(between.slice(62))]).toEqual([15_000]);
    expect(polls()).toHaveLength(296);
    expect(statuses(execution)).toBe('1:TERMINAL');
    expect(errorsOf(stageOf(execution, '1'))).toEqual([
      expect.stringMatching(/^MonitorWebhookTask of stage S1 timed out after 1 hour/),
    ]);
    expect(fixture.webhook.paths().at(-1)).toBe('POST /cancel');
  });

  it('continues after an hour if stageTimeoutMs says so', async () => {
    await fixture.start();
    fixture.webhook.poll = ({ at }) => ({
      body: { status: at - (creates()[0] ?? at) > HOUR_MS + 60_000 ? 'SUCCEEDED' : 'RUNNING', progress: '' },
    });

    const execution = await fixture.run([stage('1', 'hook', { stageTimeoutMs: 2 * HOUR_MS })]);

    expect(statuses(execution)).toBe('1:SUCCEEDED');
  });

  it('polls immediately when someone patches the stage', async () => {
    await fixture.start();
    let patchedAt = 0;
    fixture.webhook.poll = (_, count) => {
      if (count === 70)
        fixture.clock.schedule(3_000, () => {
          patchedAt = fixture.clock.now();
          fixture.orca.updateStage(
            execution.id,
            stageOf(execution, '1').id,
            { seen: true },
            { user: 'sidecar', allowedAccounts: [] },
          );
        });
      return { body: { status: count > 70 ? 'SUCCEEDED' : 'RUNNING', progress: '' } };
    };
    const execution = fixture.begin([stage('1', 'hook')]);

    const ended = await fixture.ended(execution.id);

    expect(polls().at(-1)).toBe(patchedAt);
    expect(stageOf(ended, '1')).toMatchObject({
      context: { seen: true, lastModifiedBy: 'sidecar' },
      lastModified: { user: 'sidecar' },
    });
  });

  it.each([503, 429])('creates again every 10 s for 5 min while the response is %d', async (status) => {
    await fixture.start();
    fixture.webhook.create = () => ({ status });

    const execution = await fixture.run([stage('1', 'hook')]);

    expect([...new Set(gaps(creates()))]).toEqual([10_000]);
    expect(creates()).toHaveLength(30);
    expect(statuses(execution)).toBe('1:TERMINAL');
    expect(errorsOf(stageOf(execution, '1'))).toEqual([
      expect.stringMatching(/^CreateWebhookTask of stage S1 timed out after 5 minutes/),
    ]);
  });

  it.each([504, 400, 404])('ends immediately, and cancels, if create returns %d', async (status) => {
    await fixture.start();
    fixture.webhook.create = () => ({ status, body: { error: 'why' } });

    const execution = await fixture.run([stage('1', 'hook')]);

    expect(fixture.webhook.paths()).toEqual(['POST /ops', 'POST /cancel']);
    expect(stageOf(execution, '1')).toMatchObject({
      status: 'TERMINAL',
      context: { webhook: { statusCodeValue: status, body: { error: 'why' } } },
    });
  });

  it('ends immediately if nothing listens at the address of create', async () => {
    await fixture.start();
    for (const entry of fixture.orca.configuration.preconfigured) entry.fields['url'] = 'http://127.0.0.1:1/ops';

    const execution = await fixture.run([stage('1', 'hook')]);

    expect(stageOf(execution, '1')).toMatchObject({
      status: 'TERMINAL',
      context: { webhook: { error: expect.stringMatching(/Failed to connect/) as string } },
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['no status', { progress: '' }, /status: JSON property '\$.status' not found/],
    ['a status that is a list', { status: ['x'], progress: '' }, /did not resolve to a single value/],
    ['no progress', { status: 'RUNNING' }, /progress: JSON property/],
    ['a progress that is a number', { status: 'RUNNING', progress: 5 }, /did not resolve to a String/],
    ['a body that is no object', 'text', /status: JSON property/],
  ])('ends TERMINAL on a response with %s', async (_, body, reason) => {
    await fixture.start();
    fixture.webhook.poll = () => ({ body });

    const execution = await fixture.run([stage('1', 'hook')]);

    expect(statuses(execution)).toBe('1:TERMINAL');
    expect(monitorOf(execution)['error']).toMatch(reason);
    expect(fixture.webhook.paths().at(-1)).toBe('POST /cancel');
  });

  it('ends TERMINAL if the create response has no status URL', async () => {
    await fixture.start();
    fixture.webhook.create = () => ({ status: 202, body: {} });

    const execution = await fixture.run([stage('1', 'hook')]);

    expect(stageOf(execution, '1').context['webhook']).toMatchObject({
      error: expect.stringMatching(/resolving status check URL/) as string,
    });
  });

  it.each<[string, RegExp]>([
    ['', /Verbatim IP addresses are not allowed/],
    ['user-configured-url-restrictions: { rejectVerbatimIps: false }', /Host not allowed: 127.0.0.1/],
    [
      'user-configured-url-restrictions: { reject-verbatim-ips: false, reject-localhost: false, rejectedIps: [127.0.0.0/8] }',
      /Address not allowed/,
    ],
    [
      'user-configured-url-restrictions: { rejectVerbatimIps: false, rejectLocalhost: false, allowedSchemes: [https] }',
      /unsupported URI scheme/,
    ],
  ])('is TERMINAL without any request if orca-local.yml has only "%s"', async (restrictions, reason) => {
    await fixture.start(restrictions);

    const execution = await fixture.run([stage('1', 'hook')]);

    expect(statuses(execution)).toBe('1:TERMINAL');
    expect(errorsOf(stageOf(execution, '1'))).toEqual([expect.stringMatching(reason)]);
    expect(fixture.webhook.arrivals).toEqual([]);
  });

  it('sends sensitive headers with every request and stores them nowhere', async () => {
    await fixture.start();
    fixture.webhook.poll = () => ({ body: { status: 'TERMINAL', progress: '' } });

    const execution = await fixture.run([stage('1', 'hook')]);

    expect(fixture.webhook.paths()).toEqual(['POST /ops', 'GET /ops/1', 'POST /cancel']);
    expect(fixture.webhook.arrivals.map(({ headers }) => headers.authorization)).toEqual(
      Array(3).fill('Bearer secret-token'),
    );
    expect(JSON.stringify(execution)).not.toContain('secret-token');
  });

  it('waits before the first poll if waitBeforeMonitor says so', async () => {
    await fixture.start();
    for (const entry of fixture.orca.configuration.preconfigured) entry.fields['waitBeforeMonitor'] = 30;

    const execution = await fixture.run([stage('1', 'hook')]);

    expect(stageOf(execution, '1').tasks.map(({ name }) => name)).toEqual([
      'createWebhook',
      'waitBeforeMonitorWebhook',
      'monitorWebhook',
    ]);
    expect((polls()[0] ?? 0) - (stageOf(execution, '1').startTime ?? 0)).toBeGreaterThanOrEqual(30_000);
  });

  it('lets later stages read the last response', async () => {
    await fixture.start();
    fixture.webhook.poll = () => ({ body: { status: 'SUCCEEDED', progress: '', outputs: { functionVersion: '7' } } });

    const execution = await fixture.run([
      stage('1', 'hook', { name: 'Deploy' }),
      stage(
        '2',
        'wait',
        { waitTime: 0, version: "${#stage('Deploy').context.webhook.monitor.body.outputs.functionVersion}" },
        ['1'],
      ),
    ]);

    expect(stageOf(execution, '2').context['version']).toBe('7');
  });

  it('keeps a response as text if it is nested more deeply than Orca reads JSON', async () => {
    await fixture.start();
    let progress: unknown = 1;
    for (let level = 0; level < 1001; level += 1) progress = [progress];
    fixture.webhook.poll = () => ({ body: { status: 'SUCCEEDED', progress } });

    const execution = await fixture.run([stage('1', 'hook')]);

    expect(statuses(execution)).toBe('1:TERMINAL');
    expect(monitorOf(execution)['body']).toBe(JSON.stringify({ status: 'SUCCEEDED', progress }));
  });

  it('keeps polling after a kill', async () => {
    await fixture.start();
    const enough = new Promise<void>((resolve) => {
      fixture.webhook.poll = (_, count) => {
        if (count === 3) resolve();
        return { body: { status: count > 5 ? 'SUCCEEDED' : 'RUNNING', progress: '' } };
      };
    });
    const { id } = fixture.begin([stage('1', 'hook')]);
    await enough;
    await fixture.orca.close();
    fixture.restart();

    const execution = await fixture.ended(id);

    expect(statuses(execution)).toBe('1:SUCCEEDED');
    expect(creates()).toHaveLength(1);
  });

  it('ends a running webhook without a cancel if another branch fails the pipeline, as Orca does', async () => {
    await fixture.start();
    fixture.webhook.poll = () => ({ body: { status: 'RUNNING', progress: '' } });

    const { id } = fixture.begin([
      stage('1', 'hook'),
      stage('2', 'wait', { waitTime: 5 }),
      stage('3', 'nobodyKnows', {}, ['2']),
    ]);
    const execution = await fixture.until(id, 'the cancel', ({ stages }) => stages[0]?.status === 'CANCELED');

    expect(execution.status).toBe('TERMINAL');
    expect(fixture.webhook.paths()).not.toContain('POST /cancel');
  });
});
