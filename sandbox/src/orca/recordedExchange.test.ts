import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import {
  isComplete,
  type Authentication,
  type Execution,
  type JsonObject,
  type StageExecution,
} from './executionModel';
import { parseOrcaConfiguration } from './orcaConfiguration';
import type { Orca } from './orca';
import { startOrca } from './startOrca';
import { VirtualClock } from './testing/virtualClock';

const FOLDER = path.join(__dirname, '../../../test/orca-contract');
const RECORDED_ORIGIN = 'http://127.0.0.1:18090';
/** Replaces the recording's port 18099, on which nothing listened either. */
const CLOSED_PORT = '1';
const authentication: Authentication = { user: 'demo', allowedAccounts: ['acct1', 'acct2'] };

interface RecordedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
  response: { status: number | 'DROPPED' | 'HELD'; body: unknown };
}

interface Recording {
  scenario: string;
  pipelineStage: JsonObject;
  exchange: RecordedRequest[];
  final: {
    pipelineStatus: string;
    canceled: boolean;
    cancellationReason: string | null;
    stage: StageExecution;
    tasks: { name: string; status: string }[];
  };
}

/** The recording's configuration: today's without its "type" leaf, because only one stage type was recorded. */
const CONFIGURATION = `
user-configured-url-restrictions: { rejectLocalhost: false, rejectVerbatimIps: false, excludedDomains: [] }
webhook:
  preconfigured:
  - label: Run Job
    type: runJobSidecar
    url: ${RECORDED_ORIGIN}/ops
    method: POST
    sensitiveHeaders: {Authorization: ["Bearer sensitive-token-2"]}
    payload: '\\\${ {"executionId": execution.id, "application": execution.application, "pipelineName": execution.name, "user": execution.authentication?.user, "allowedAccounts": execution.authentication?.allowedAccounts, "stageId": #currentStage().id, "refId": #currentStage().refId, "stageName": #currentStage().name, "attempt": #currentStage().startTime, "context": #currentStage().context.?[!toString().matches("(?s)(payload|cancelPayload|webhook|customHeaders|expressionEvaluationSummary)=.*")]} }'
    waitForCompletion: true
    statusUrlResolution: webhookResponse
    statusUrlJsonPath: $.statusUrl
    statusJsonPath: $.status
    progressJsonPath: $.progress
    successStatuses: SUCCEEDED
    canceledStatuses: CANCELED
    terminalStatuses: TERMINAL
    signalCancellation: true
    cancelEndpoint: ${RECORDED_ORIGIN}/cancel
    cancelMethod: POST
    cancelPayload: '\\\${ {"executionId": execution.id, "stageId": #currentStage().id, "attempt": #currentStage().startTime} }'
`;

function recording(name: string): Recording {
  return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), 'utf8')) as Recording;
}

/** A sidecar that responds as recorded, in order of arrival, and keeps what arrived. */
class ScriptedSidecar {
  readonly arrived: { method: string; path: string; headers: http.IncomingHttpHeaders; body: unknown }[] = [];
  onArrival: () => void = () => undefined;
  script: RecordedRequest[] = [];
  private readonly server = http.createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    request.on('end', () => this.answer(request, response, text));
  });

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse, text: string): void {
    const isJson = request.headers['content-type'] === 'application/json';
    this.arrived.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: isJson ? JSON.parse(text) : text,
    });
    const planned = this.script[this.arrived.length - 1]?.response;
    this.onArrival();
    if (planned?.status === 'HELD') return;
    if (planned === undefined) response.writeHead(500).end();
    else if (planned.status === 'DROPPED') request.socket.destroy();
    else
      response
        .writeHead(planned.status, { 'content-type': 'application/json' })
        .end(JSON.stringify(planned.body).replaceAll(RECORDED_ORIGIN, this.origin).replaceAll('18099', CLOSED_PORT));
  }
}

function pipelineOf({ scenario, pipelineStage }: Recording): JsonObject {
  const wait = { refId: '1', requisiteStageRefIds: [], type: 'wait', name: 'Wait', waitTime: 1 };
  const needsWait =
    Array.isArray(pipelineStage['requisiteStageRefIds']) && pipelineStage['requisiteStageRefIds'].length > 0;
  return {
    id: scenario,
    application: 'demo',
    name: scenario,
    trigger: { type: 'manual', parameters: { p1: 'pv1' } },
    stages: needsWait ? [wait, pipelineStage] : [pipelineStage],
  };
}

/**
 * Replaces IDs, times and the port with words, in both what was recorded and what was seen, and drops what differs in
 * every run.
 */
function comparable(value: unknown, words: ReadonlyMap<string, string>): unknown {
  const dropped = ['headers', 'timestamp', 'stackTrace', 'restartTime'];
  const text = JSON.stringify(value, (key, item: unknown) => (dropped.includes(key) ? undefined : item));
  return JSON.parse([...words].reduce((result, [from, to]) => result.replaceAll(from, to), text)) as unknown;
}

function wordsOf(
  executionId: string,
  stage: { id: string; startTime: number | null },
  origin: string,
): ReadonlyMap<string, string> {
  return new Map([
    [executionId, 'EXECUTION'],
    [stage.id, 'STAGE'],
    [String(stage.startTime), '1'],
    [origin, 'ORIGIN'],
    ['18099', CLOSED_PORT],
  ]);
}

describe('what was recorded from the real Orca', () => {
  const sidecar = new ScriptedSidecar();
  let clock: VirtualClock;
  let orca: Orca;

  beforeEach(async () => {
    await sidecar.listen();
    clock = new VirtualClock();
    orca = start();
  });

  afterEach(async () => {
    clock.stop();
    await orca.close();
    await sidecar.close();
    sidecar.arrived.length = 0;
    sidecar.onArrival = () => undefined;
  });

  function start(stateDir?: string): Orca {
    const configuration = parseOrcaConfiguration(CONFIGURATION.replaceAll(RECORDED_ORIGIN, sidecar.origin), {});
    return startOrca({ configuration, clock, ...(stateDir === undefined ? {} : { stateDir }) });
  }

  async function ended(id: string): Promise<Execution> {
    return eventually(`the end of ${id}`, () => {
      const execution = orca.execution(id);
      return isComplete(execution.status) ? execution : new NotYet(execution.status);
    });
  }

  function stageOf(execution: Execution): StageExecution {
    const stage = execution.stages.find((candidate) => candidate.type === 'runJobSidecar');
    if (stage === undefined) throw new Error('the pipeline lost its stage');
    return stage;
  }

  function expectSameRequests(recorded: readonly RecordedRequest[], final: StageExecution, execution: Execution): void {
    const first = recorded[0]?.body as { executionId: string };
    const theirs = wordsOf(first.executionId, final, RECORDED_ORIGIN);
    const ours = wordsOf(execution.id, stageOf(execution), sidecar.origin);
    const request = ({ method, path: at, body }: { method: string; path: string; body?: unknown }) => ({
      method,
      path: at,
      body: body === '' ? undefined : body,
    });
    expect(comparable(sidecar.arrived.map(request), ours)).toEqual(comparable(recorded.map(request), theirs));
    const headers = ({ headers: { host: _, ...rest } }: { headers: Record<string, unknown> }) => rest;
    const sent = sidecar.arrived.map(headers).map((sentHeaders) => ({ ...sentHeaders, connection: 'Keep-Alive' }));
    expect(sent).toEqual(recorded.map(headers));
  }

  function expectSameEnd({ final, exchange }: Recording, execution: Execution): void {
    const stage = stageOf(execution);
    const first = exchange[0]?.body as { executionId: string };
    expect([execution.status, execution.canceled, execution.cancellationReason]).toEqual([
      final.pipelineStatus,
      final.canceled,
      final.cancellationReason,
    ]);
    expect([stage.refId, stage.type, stage.name, stage.status, stage.outputs, stage.lastModified]).toEqual([
      final.stage.refId,
      final.stage.type,
      final.stage.name,
      final.stage.status,
      final.stage.outputs,
      final.stage.lastModified,
    ]);
    expect(stage.tasks.map(({ name, status }) => ({ name, status }))).toEqual(
      final.tasks.map(({ name, status }) => ({ name, status })),
    );
    const ours = comparable(stage.context, wordsOf(execution.id, stage, sidecar.origin));
    expect(ours).toEqual(comparable(final.stage.context, wordsOf(first.executionId, final.stage, RECORDED_ORIGIN)));
  }

  it.each([
    'webhook-success',
    'webhook-v4',
    'webhook-terminal',
    'webhook-continue-on-failure',
    'webhook-create-400',
    'webhook-create-503-once',
    'webhook-create-connection-dropped',
    'webhook-status-404',
    'webhook-status-500',
    'webhook-timeout',
    'webhook-monitor-refused',
  ])('%s: sends the same requests and ends with the same stage', async (name) => {
    const recorded = recording(name);
    sidecar.script = recorded.exchange;

    const execution = await ended(orca.orchestrate(pipelineOf(recorded), authentication).id);

    expectSameRequests(recorded.exchange, recorded.final.stage, execution);
    expectSameEnd(recorded, execution);
  });

  it('webhook-cancel: a cancelled pipeline calls the cancel endpoint immediately, between two polls', async () => {
    const recorded = recording('webhook-cancel');
    sidecar.script = recorded.exchange;
    const { id } = orca.orchestrate(pipelineOf(recorded), authentication);
    sidecar.onArrival = () => {
      if (sidecar.arrived.length === 3) clock.schedule(1_276, () => orca.cancel(id, 'demo', 'operator said so'));
    };

    const execution = await ended(id);

    expectSameRequests(recorded.exchange, recorded.final.stage, execution);
    expectSameEnd(recorded, execution);
  });

  it('webhook-restart: a restarted stage is created again with its old ID and a new attempt', async () => {
    const before = recording('webhook-terminal');
    const recorded = { ...before, ...recording('webhook-restart') };
    sidecar.script = [...before.exchange, ...recorded.exchange];
    const first = await ended(orca.orchestrate(pipelineOf(before), authentication).id);
    const { id: stageId, startTime } = stageOf(first);
    sidecar.arrived.splice(0);
    sidecar.script = recorded.exchange;
    orca.restartStage(first.id, stageId, authentication);

    const execution = await ended(first.id);

    expect(stageOf(execution).id).toBe(stageId);
    expect(stageOf(execution).startTime).not.toBe(startTime);
    expectSameRequests(recorded.exchange, recorded.final.stage, execution);
    expectSameEnd(recorded, execution);
  });

  it('webhook-orca-killed-during-create: the create is not repeated, the stage times out and its cancel body is the raw expression', async () => {
    const recorded = recording('webhook-orca-killed-during-create');
    const stateDir = mkdtempSync(path.join(tmpdir(), 'orca-killed-'));
    await orca.close();
    orca = start(stateDir);
    const arrival = new Promise<void>((resolve) => (sidecar.onArrival = resolve));
    sidecar.script = [{ ...(recorded.exchange[0] as RecordedRequest), response: { status: 'HELD', body: null } }];
    const { id } = orca.orchestrate(pipelineOf(recorded), authentication);
    await arrival;
    await orca.close();
    sidecar.onArrival = () => undefined;
    sidecar.script = [];
    orca = start(stateDir);

    const execution = await ended(id);

    const [create, cancel, ...rest] = sidecar.arrived;
    expect(rest).toEqual([]);
    expect(create?.path).toBe('/ops');
    expect(cancel).toMatchObject({
      path: '/cancel',
      headers: { 'content-type': 'text/plain;charset=ISO-8859-1' },
      body: recorded.final.stage.context['cancelPayload'],
    });
    const timedOut = (stage: StageExecution): StageExecution =>
      JSON.parse(JSON.stringify(stage).replaceAll(/10 minutes( 5 seconds)?/g, '10 minutes')) as StageExecution;
    expectSameEnd(
      { ...recorded, final: { ...recorded.final, stage: timedOut(recorded.final.stage) } },
      { ...execution, stages: execution.stages.map(timedOut) },
    );
    rmSync(stateDir, { recursive: true });
  });

  it('webhook-payload-forms: an unescaped map is cut at its first colon before it ever becomes an expression', async () => {
    const { forms } = recording('webhook-payload-forms') as unknown as {
      forms: { form: string; arrivedBody: unknown }[];
    };
    const eaten = forms.find(({ form }) => form === 'w1Inline')?.arrivedBody;

    const { preconfigured } = parseOrcaConfiguration(
      `{webhook: {preconfigured: [{type: t, payload: "\${ {'executionId': execution.id, 'application': execution.application, 'user': execution.authentication?.user, 'allowedAccounts': execution.authentication?.allowedAccounts, 'stageId': #currentStage().id, 'refId': #currentStage().refId, 'context': #currentStage().context.?[key != 'payload']} }"}]}}`,
      {},
    );

    expect(preconfigured[0]?.fields['payload']).toBe(eaten);
  });

  it.each([
    ['w1ToJson', '${#toJson(#currentStage().context)}'],
    ['w1CtxSel', "${#currentStage().context.?[key != 'payload']}"],
    ['w1ToJsonSel', "${#toJson(#currentStage().context.?[key != 'payload'])}"],
  ])('webhook-payload-forms: %s sends its own literal text', async (form, payload) => {
    const recorded = recording('webhook-success');
    const { forms } = recording('webhook-payload-forms') as unknown as {
      forms: { form: string; contentType: string; arrivedBody: unknown }[];
    };
    sidecar.script = recorded.exchange;
    for (const entry of orca.configuration.preconfigured) entry.fields['payload'] = payload;

    await ended(orca.orchestrate(pipelineOf(recorded), authentication).id);

    const expected = forms.find((candidate) => candidate.form === form);
    expect(sidecar.arrived[0]?.body).toBe(expected?.arrivedBody);
    expect(sidecar.arrived[0]?.headers['content-type']).toBe(expected?.contentType);
  });
});
