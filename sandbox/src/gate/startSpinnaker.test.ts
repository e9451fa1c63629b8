import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Execution, JsonObject } from '../orca';
import type { Spinnaker, SpinnakerOptions } from './spinnakerOptions';
import { startSpinnaker } from './startSpinnaker';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

const judged: JsonObject = {
  application: 'demo',
  name: 'Judged',
  parameterConfig: [{ name: 'target', default: 'blue', required: true }],
  stages: [
    {
      refId: '1',
      requisiteStageRefIds: [],
      type: 'manualJudgment',
      name: 'Approve',
      instructions: 'To ${parameters.target}?',
      judgmentInputs: [{ value: 'Promote' }, { value: 'Roll back' }],
    },
    {
      refId: '2',
      requisiteStageRefIds: ['1'],
      type: 'wait',
      name: 'Promote',
      waitTime: 0,
      stageEnabled: { type: 'expression', expression: "${#judgment('Approve') == 'Promote'}" },
    },
    {
      refId: '3',
      requisiteStageRefIds: ['1'],
      type: 'wait',
      name: 'Roll back',
      waitTime: 0,
      stageEnabled: { type: 'expression', expression: "#judgment('Approve') == 'Roll back'" },
    },
  ],
};

describe('the sandbox’s Gate and Orca', () => {
  let folder: string;
  let spinnaker: Spinnaker;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'spinnaker-'));
    spinnaker = await start();
  });

  afterEach(async () => {
    await spinnaker.close();
    rmSync(folder, { recursive: true });
  });

  function start(options: Partial<SpinnakerOptions> = {}): Promise<Spinnaker> {
    return startSpinnaker({ port: 0, stateDir: path.join(folder, 'state'), pollScale: 0.02, ...options });
  }

  async function call<T>(
    method: string,
    where: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: T }> {
    const response = await fetch(`${spinnaker.url}${where}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T };
  }

  const until = (id: string, condition: (execution: Execution) => boolean): Promise<Execution> =>
    eventually(`what execution ${id} was to come to`, async () => {
      const { body } = await call<Execution>('GET', `/gate/pipelines/${id}`);
      return condition(body) ? body : new NotYet(body.status);
    });

  async function startPipeline(name: string, body: unknown = { type: 'manual' }): Promise<string> {
    const started = await call<{ ref: string }>('POST', `/gate/pipelines/v2/demo/${encodeURIComponent(name)}`, body);
    expect(started.status).toBe(202);
    return started.body.ref.replace('/pipelines/', '');
  }

  const approving = ({ stages }: Execution): boolean =>
    stages[0]?.status === 'RUNNING' && stages[0].tasks[0]?.status === 'RUNNING';
  const over = ({ status }: Execution): boolean => status !== 'RUNNING' && status !== 'NOT_STARTED';
  const statuses = ({ stages }: Execution): string[] => stages.map((stage) => stage.status);

  it.each([
    ['Promote', ['SUCCEEDED', 'SUCCEEDED', 'SKIPPED']],
    ['Roll back', ['SUCCEEDED', 'SKIPPED', 'SUCCEEDED']],
  ])('an answered judgment of %s runs its branch and skips the other', async (judgmentInput, expected) => {
    spinnaker.savePipeline(judged);
    const id = await startPipeline('Judged');
    const waiting = await until(id, approving);
    await call('PATCH', `/gate/pipelines/${id}/stages/${waiting.stages[0]?.id}`, {
      judgmentStatus: 'continue',
      judgmentInput,
    });

    const execution = await until(id, over);

    expect(execution.status).toBe('SUCCEEDED');
    expect(statuses(execution)).toEqual(expected);
    expect(execution.stages[0]?.context).toMatchObject({
      instructions: 'To blue?',
      judgmentInput,
      lastModifiedBy: 'demo',
    });
    expect(execution).toMatchObject({
      authentication: { user: 'demo', allowedAccounts: ['local'] },
      trigger: { type: 'manual', user: 'demo', parameters: { target: 'blue' } },
    });
  });

  it('answers nothing that a page of somebody else can make a browser send, and lets nobody frame its own', async () => {
    const pipeline = { application: 'demo', name: 'Planted', stages: [] };
    const foreign = await call<{ error: string }>('POST', '/gate/pipelines', pipeline, {
      origin: 'https://evil.example.com',
    });
    const form = await fetch(`${spinnaker.url}/orca/orchestrate`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify(pipeline),
    });
    const page = await fetch(`${spinnaker.url}/gate/applications`);

    expect([foreign.status, foreign.body.error, form.status]).toEqual([403, 'ForeignOrigin', 403]);
    expect((await call<unknown[]>('GET', '/gate/applications/demo/pipelineConfigs')).body).toEqual([]);
    expect(page.headers.get('x-frame-options')).toBe('DENY');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('a stopped judgment ends the pipeline TERMINAL and starts nothing after it', async () => {
    spinnaker.savePipeline(judged);
    const id = await startPipeline('Judged');
    const waiting = await until(id, approving);
    await call('PATCH', `/gate/pipelines/${id}/stages/${waiting.stages[0]?.id}`, { judgmentStatus: 'stop' });

    const execution = await until(id, over);

    expect(execution.status).toBe('TERMINAL');
    expect(statuses(execution)).toEqual(['TERMINAL', 'NOT_STARTED', 'NOT_STARTED']);
  });

  it('cancels, restarts and deletes executions as Deck requests', async () => {
    spinnaker.savePipeline(judged);
    const id = await startPipeline('Judged', { parameters: { target: 'green' } });
    const waiting = await until(id, approving);
    const cancelled = await call('PUT', `/gate/pipelines/${id}/cancel?reason=not%20today`);
    const ended = await until(id, over);
    await call('PUT', `/gate/pipelines/${id}/stages/${waiting.stages[0]?.id}/restart`, { skip: false });
    const again = await until(id, approving);
    const refused = await call<{ message: string }>('DELETE', `/gate/pipelines/${id}`);
    await call('PUT', `/gate/pipelines/${id}/cancel`);
    await until(id, over);

    const deleted = await call('DELETE', `/gate/pipelines/${id}`);

    expect(cancelled.status).toBe(202);
    expect(ended).toMatchObject({
      status: 'CANCELED',
      canceled: true,
      canceledBy: 'demo',
      cancellationReason: 'not today',
    });
    expect(again.stages[0]?.context['restartDetails']).toMatchObject({ restartedBy: 'demo' });
    expect(refused).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/cancel it first/) as string },
    });
    expect(deleted.status).toBe(200);
    expect((await call('GET', `/gate/pipelines/${id}`)).status).toBe(404);
  });

  it('pauses and resumes an execution', async () => {
    spinnaker.savePipeline(judged);
    const id = await startPipeline('Judged');
    const waiting = await until(id, approving);
    await call('PUT', `/gate/pipelines/${id}/pause`);
    const paused = await until(id, ({ stages }) => stages[0]?.status === 'PAUSED');
    await call('PUT', `/gate/pipelines/${id}/resume`);
    await until(id, approving);
    await call('PATCH', `/gate/pipelines/${id}/stages/${waiting.stages[0]?.id}`, {
      judgmentStatus: 'continue',
      judgmentInput: 'Promote',
    });

    const execution = await until(id, over);

    expect(paused.status).toBe('PAUSED');
    expect(execution.status).toBe('SUCCEEDED');
  });

  it('keeps IDs of saved pipelines, and rejects a duplicate name and a stale save', async () => {
    const first = (
      await call<JsonObject>('POST', '/gate/pipelines?staleCheck=true', {
        application: 'demo',
        name: ' One ',
        stages: [],
      })
    ).body;
    const second = (
      await call<JsonObject>('POST', '/gate/pipelines?staleCheck=true', { ...first, description: 'more' })
    ).body;
    const namesake = await call<{ message: string }>('POST', '/gate/pipelines', { application: 'demo', name: 'one' });
    const stale = await call<{ message: string }>('POST', '/gate/pipelines?staleCheck=true', {
      ...second,
      updateTs: '1',
    });

    const listed = await call<JsonObject[]>('GET', '/gate/applications/demo/pipelineConfigs');

    expect(second['id']).toBe(first['id']);
    expect(listed.body).toEqual([{ ...second, name: 'One', index: 0, lastModifiedBy: 'demo', description: 'more' }]);
    expect(namesake).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/already exists/) as string },
    });
    expect(stale).toMatchObject({ status: 400, body: { message: expect.stringMatching(/stale/) as string } });
  });

  it('renames, reorders and deletes pipelines, and keeps their history', async () => {
    const one = spinnaker.savePipeline({ application: 'demo', name: 'One' });
    const two = spinnaker.savePipeline({ application: 'demo', name: 'Two' });
    await call('POST', '/gate/actions/pipelines/reorder', {
      application: 'demo',
      idsToIndices: { [one.id]: 1, [two.id]: 0 },
    });
    await call('PUT', `/gate/pipelines/${one.id}`, { ...one, name: 'Uno', index: 1 });
    const listed = await call<JsonObject[]>('GET', '/gate/applications/demo/pipelineConfigs');
    const history = await call<JsonObject[]>('GET', `/gate/pipelineConfigs/${one.id}/history?limit=20`);
    await call('DELETE', '/gate/pipelines/demo/Two');

    const left = await call<JsonObject[]>('GET', '/gate/applications/demo/pipelineConfigs');

    expect(listed.body.map(({ name }) => name)).toEqual(['Two', 'Uno']);
    expect(history.body.map(({ name }) => name)).toEqual(['Uno', 'One', 'One']);
    expect(left.body.map(({ name }) => name)).toEqual(['Uno']);
  });

  it('lists executions by application, pipeline and status, with or without their contexts', async () => {
    const { id: pipelineId } = spinnaker.savePipeline({
      application: 'demo',
      name: 'Waits',
      stages: [{ refId: '1', type: 'wait', waitTime: 0, name: 'W' }],
    });
    const first = await startPipeline('Waits');
    await until(first, over);
    const second = await startPipeline('Waits');
    await until(second, over);
    const ids = async (query: string): Promise<string[]> =>
      (await call<Execution[]>('GET', `/gate/${query}`)).body.map(({ id }) => id);
    const [bare] = (await call<Execution[]>('GET', '/gate/applications/demo/pipelines?limit=1&expand=false')).body;

    const found = [
      await ids('applications/demo/pipelines?limit=30'),
      await ids('applications/demo/pipelines?limit=1'),
      await ids('applications/other/pipelines?limit=30'),
      await ids('applications/demo/pipelines?limit=30&statuses=RUNNING,SUSPENDED'),
      await ids(`executions?pipelineConfigIds=${pipelineId}&limit=5`),
      await ids(`executions?executionIds=${first}`),
      await ids('executions'),
    ];

    expect(found).toEqual([[second, first], [second], [], [], [second, first], [first], []]);
    expect(bare?.stages[0]).toMatchObject({ context: {}, tasks: [], status: 'SUCCEEDED' });
  });

  it('reads user and accounts of Orca’s own REST from the X-SPINNAKER headers', async () => {
    const headers = { 'x-spinnaker-user': 'alice', 'x-spinnaker-accounts': 'prod,test' };
    const { body } = await call<{ ref: string }>(
      'POST',
      '/orca/orchestrate',
      { id: randomUUID(), application: 'any', name: 'P', stages: [{ refId: '1', type: 'wait', waitTime: 0 }] },
      headers,
    );

    const execution = await call<Execution>('GET', `/orca${body.ref}`);

    expect(execution.body.authentication).toEqual({ user: 'alice', allowedAccounts: ['prod', 'test'] });
  });

  it.each<[string, JsonObject, RegExp]>([
    ['a pipeline without an id', { id: undefined, application: 'a', stages: [] }, /no id/],
    ['no application', { stages: [] }, /no application/],
    ['a stage without a type', { application: 'a', stages: [{ refId: '1' }] }, /no type/],
    [
      'a circle',
      {
        application: 'a',
        stages: [
          { refId: '1', type: 'wait', requisiteStageRefIds: ['2'] },
          { refId: '2', type: 'wait', requisiteStageRefIds: ['1'] },
        ],
      },
      /in a circle/,
    ],
    [
      'a missing parameter',
      { application: 'a', stages: [], parameterConfig: [{ name: 'p', required: true }] },
      /parameter p is missing/,
    ],
    [
      'a stage that depends on a missing stage',
      { application: 'a', stages: [{ refId: '1', type: 'wait', requisiteStageRefIds: ['9'] }] },
      /does not have/,
    ],
    ['a disabled pipeline', { application: 'a', stages: [], disabled: true }, /disabled/],
  ])('does not start %s, and gives a reason', async (_, pipeline, reason) => {
    const { status, body } = await call<{ message: string }>('POST', '/orca/orchestrate', {
      id: randomUUID(),
      ...pipeline,
    });

    expect(status).toBe(400);
    expect(body.message).toMatch(reason);
  });

  it('starts a pipeline that is not saved only with an id, as Orca does once it uses Front50', async () => {
    const pipeline = { application: 'demo', name: 'Promote', stages: [{ refId: '1', type: 'wait', waitTime: 0 }] };
    const id = randomUUID();

    const without = await call('POST', '/gate/pipelines/start', pipeline);
    const started = await call<{ ref: string }>('POST', '/gate/pipelines/start', { id, ...pipeline });
    const execution = await call<Execution>('GET', `/gate${started.body.ref}`);

    expect([without.status, started.status]).toEqual([400, 200]);
    expect(execution.body.pipelineConfigId).toBe(id);
    expect((await call<unknown[]>('GET', '/gate/applications/demo/pipelineConfigs')).body).toEqual([]);
    expect((await call<unknown[]>('GET', '/gate/applications/demo/pipelines')).body).toEqual([]);
    expect(await call('GET', `/gate/executions?executionIds=${execution.body.id}`)).toMatchObject({
      body: [{ id: execution.body.id }],
    });
  });

  it('evaluates an expression against an execution', async () => {
    spinnaker.savePipeline(judged);
    const id = await startPipeline('Judged');
    const { stages } = await until(id, approving);

    const { body } = await call(
      'GET',
      `/gate/pipelines/${id}/${stages[0]?.id}/evaluateExpression?expression=${encodeURIComponent("${parameters.target + '-' + instructions.length()}")}`,
    );

    expect(body).toEqual({ result: 'blue-8', detail: {} });
  });

  it('finds pipelines, applications and running executions again after a restart', async () => {
    spinnaker.savePipeline(judged);
    await call('POST', '/gate/tasks', {
      application: 'second',
      job: [{ type: 'createApplication', application: { name: 'second', email: 'a@b.c' } }],
    });
    const id = await startPipeline('Judged');
    const waiting = await until(id, approving);
    await spinnaker.close();
    spinnaker = await start();
    await call('PATCH', `/gate/pipelines/${id}/stages/${waiting.stages[0]?.id}`, {
      judgmentStatus: 'continue',
      judgmentInput: 'Promote',
    });

    const execution = await until(id, over);
    const applications = await call<JsonObject[]>('GET', '/gate/applications');

    expect(execution.status).toBe('SUCCEEDED');
    expect(applications.body.map(({ name }) => name)).toEqual(['demo', 'second']);
    expect((await call<JsonObject[]>('GET', '/gate/applications/demo/pipelineConfigs')).body).toHaveLength(1);
  });

  it('serves the plugin as Gate does, and the Deck page', async () => {
    const staticDir = path.join(folder, 'page');
    mkdirSync(staticDir);
    writeFileSync(path.join(staticDir, 'index.html'), '<spinnaker></spinnaker>');
    const plugin = {
      manifestFile: path.join(folder, 'plugin-manifest.json'),
      indexJsFile: path.join(folder, 'index.js'),
    };
    writeFileSync(plugin.manifestFile, JSON.stringify([{ id: 'Aws.Test', version: '1.2.3', url: '/elsewhere' }]));
    writeFileSync(plugin.indexJsFile, 'export const plugin = {};');
    await spinnaker.close();
    spinnaker = await start({
      plugin,
      staticDir,
      beforeListen: (fastify) => void fastify.get('/panel', () => 'extra'),
    });
    const text = async (where: string): Promise<string> => (await fetch(`${spinnaker.url}${where}`)).text();

    const answers = [
      await text('/'),
      await text('/plugin-manifest.json'),
      await text('/gate/plugins/deck/plugin-manifest.json'),
      await text('/gate/plugins/deck/Aws.Test/1.2.3/index.js'),
      await text('/panel'),
    ];

    expect(answers).toEqual([
      '<spinnaker></spinnaker>',
      '[]',
      '[{"id":"Aws.Test","version":"1.2.3"}]',
      'export const plugin = {};',
      'extra',
    ]);
    expect((await fetch(`${spinnaker.url}/gate/plugins/deck/Aws.Test/9.9.9/index.js`)).status).toBe(404);
  });

  it.each([
    '/applications/demo',
    '/applications/demo/strategyConfigs',
    '/applications/demo/tasks',
    '/applications/demo/serverGroups',
    '/applications/demo/clusters',
    '/credentials?expand=true',
    '/credentials/local',
    '/auth/user',
    '/webhooks/preconfigured',
    '/jobs/preconfigured',
    '/notifications/metadata',
    '/securityGroups',
    '/search?q=x',
    '/capabilities/quietPeriod',
    '/version',
    '/artifacts/credentials',
    '/pipelineTemplates',
  ])('responds to %s', async (where) => {
    const { status } = await call('GET', `/gate${where}`);

    expect(status).toBe(200);
    expect(spinnaker.unanswered()).toEqual([]);
  });

  it('names the paths that it does not serve, once each', async () => {
    await call('GET', '/gate/nothing?x=1');
    await call('GET', '/gate/nothing?x=2');

    const { status } = await call('DELETE', '/gate/credentials/local');

    expect(status).toBe(404);
    expect(spinnaker.unanswered()).toEqual(['GET /gate/nothing', 'DELETE /gate/credentials/local']);
  });

  it('tells Deck which webhooks are configured, without their headers', async () => {
    await spinnaker.close();
    spinnaker = await start({
      orcaConfigYaml:
        'webhook: {preconfigured: [{type: t, label: T, url: "http://a.b", waitForCompletion: true, sensitiveHeaders: {A: [secret]}}, {type: off, enabled: false}]}',
    });

    const answers = [
      await call('GET', '/gate/webhooks/preconfigured'),
      await call('GET', '/orca/webhooks/preconfigured'),
    ];

    const expected = [
      {
        type: 't',
        label: 'T',
        description: '',
        waitForCompletion: true,
        preconfiguredProperties: ['url', 'waitForCompletion'],
        noUserConfigurableFields: false,
        parameters: [],
        parameterData: null,
      },
    ];
    expect(answers.map(({ body }) => body)).toEqual([expected, expected]);
  });

  const nested = (levels: number): string =>
    `{"application":"demo","id":"deep","name":"Deep","stages":[],"x":${'{"a":['.repeat(levels / 2)}${']}'.repeat(levels / 2)}}`;

  it.each(['/gate/pipelines', '/gate/tasks', '/gate/pipelines/start', '/orca/orchestrate'])(
    'rejects what is nested too deeply to be shown again: %s',
    async (where) => {
      const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
      const deep = await fetch(`${spinnaker.url}${where}`, { ...post, body: nested(200_000) });
      const deeper = await fetch(`${spinnaker.url}${where}`, { ...post, body: nested(1000) });

      expect([deep.status, deeper.status]).toEqual([400, 400]);
      expect(await deep.json()).toMatchObject({ message: 'Document nesting depth exceeds the maximum allowed (1000)' });
    },
  );

  it('runs and shows a pipeline that is nested as deeply as Orca takes it', async () => {
    await fetch(`${spinnaker.url}/gate/pipelines`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: nested(998),
    });

    const execution = await until(await startPipeline('Deep'), over);
    const configs = await call<JsonObject[]>('GET', '/gate/applications/demo/pipelineConfigs');

    expect(execution.status).toBe('SUCCEEDED');
    expect(configs.body).toMatchObject([{ id: 'deep' }]);
  });

  it.each<[string, string, unknown]>([
    ['POST', '/gate/pipelines', null],
    ['POST', '/gate/pipelines', ['x']],
    ['POST', '/gate/pipelines', undefined],
    ['POST', '/gate/pipelines/start', null],
    ['POST', '/gate/pipelines/start', undefined],
    ['POST', '/orca/orchestrate', 'x'],
    ['POST', '/gate/tasks', null],
    ['POST', '/gate/tasks', { job: [null] }],
    ['POST', '/gate/pipelines/move', undefined],
    ['POST', '/gate/pipelines/move', { application: 5, from: {}, to: null }],
    ['POST', '/gate/actions/pipelines/reorder', {}],
    ['POST', '/gate/actions/pipelines/reorder', { idsToIndices: 5 }],
  ])('rejects what it cannot understand: %s %s %j', async (method, where, body) => {
    const { status } = await call(method, where, body);

    expect(status).toBe(400);
  });

  it.each([
    ['long', 'ü'.repeat(5000)],
    ['half a character', 'a\ud800'],
    ['a path', '../../../x'],
  ])('keeps and removes what has a strange name: %s', async (_what, name) => {
    const job = (type: string): unknown => ({ job: [{ type, application: { name } }] });

    const created = await call('POST', '/gate/tasks', job('createApplication'));
    const saved = await call<JsonObject>('POST', '/gate/pipelines', { application: 'demo', name: 'Odd', id: name });
    await spinnaker.close();
    spinnaker = await start();
    const { body } = await call<JsonObject[]>('GET', '/gate/applications');
    await call('POST', '/gate/tasks', job('deleteApplication'));
    await call('DELETE', '/gate/pipelines/demo/Odd');

    expect([created.status, saved.status]).toEqual([200, 200]);
    expect(body.map((application) => application['name'])).toContain(name.toLowerCase());
    const kinds = ['applications', 'pipelines'].map((kind) => readdirSync(path.join(folder, 'state', kind)));
    expect(kinds).toEqual([['demo.json'], []]);
  });

  it('reads a parameter that is given several times as a list', async () => {
    spinnaker.savePipeline({ application: 'demo', name: 'Empty', stages: [] });
    const [one, other] = [await startPipeline('Empty'), await startPipeline('Empty')];

    const { status, body } = await call<Execution[]>(
      'GET',
      `/gate/executions?executionIds=${one}&executionIds=${other}&limit=9`,
    );

    expect(status).toBe(200);
    expect(body.map(({ id }) => id).sort()).toEqual([one, other].sort());
  });

  it('offers the account local with its regions', async () => {
    const { body } = await call<JsonObject[]>('GET', '/gate/credentials?expand=true');

    expect(body).toMatchObject([
      {
        name: 'local',
        type: 'aws',
        cloudProvider: 'aws',
        accountId: '123456789012',
        regions: [{ name: 'us-east-1' }, { name: 'eu-west-1' }],
      },
    ]);
  });
});
