import { Writable } from 'node:stream';
import { createAwsPort } from '../../orca-stages-ts/src/aws';
import type { Configuration } from '../../orca-stages-ts/src/config';
import { createEngine, PRODUCTION_TIMING, type Engine, type EngineContext } from '../../orca-stages-ts/src/engine';
import { buildServer, createLifecycle, createLog, createMetrics } from '../../orca-stages-ts/src/http';
import type { Lifecycle } from '../../orca-stages-ts/src/http/lifecycle';
import type { Server } from '../../orca-stages-ts/src/http/serverDeps';
import { keyAccounts } from '../../orca-stages-ts/src/journal/queries/accountNames';
import type { OrcaPort } from '../../orca-stages-ts/src/model/orcaPort';
import { OrcaAway } from '../../orca-stages-ts/src/model/orcaPort';
import type { AnyStage } from '../../orca-stages-ts/src/model/stage';
import type { ObserveContext } from '../../orca-stages-ts/src/model/stageContext';
import { orcaClient, orcaRecords } from '../../orca-stages-ts/src/orca';
import { stageRegistry } from '../../orca-stages-ts/src/stages/stageRegistry';
import { testSealer } from '../../orca-stages-ts/src/testing/testSealer';
import type { Execution } from '../../sandbox/src/orca';
import type { WebhookRequest, WebhookResponse } from '../../sandbox/src/orca/webhook/okHttpClient';
import type { Sabotage } from './sabotage';
import { onBehalfOf } from './simCallers';
import { cutOff, type JournalGate } from './simJournal';
import { simLog } from './simLog';
import { networkOf } from './simNetwork';
import { SimProcess } from './simProcess';
import type { SimWorld } from './simWorld';

/** One replica of the sidecar, from its start to its end. */
export interface Replica {
  name: string;
  process: SimProcess;
  engine: Engine;
  lifecycle: Lifecycle;
  orca: OrcaPort;
  /** It no longer listens. */
  isGone: boolean;
}

/** How often a replica looks at the database's clock. */
const ASK_CLOCK_EVERY_MS = 5_000;

/** Starts a replica on the world's journal. */
export async function startReplica(world: SimWorld, name: string): Promise<Replica> {
  const { time, sabotage, trace } = world;
  const process = new SimProcess(name, time, () => trace.add(name, 'dies'));
  process.aheadMs = world.databaseAheadMs;
  followClock(world, process);
  const database = world.parts.journal.connect(gateOf(world, process), sabotage.sql);
  const { clock } = process;
  const { configuration } = world.parts;
  const network = networkOf(world, process);
  const aws = createAwsPort(configuration, clock, { handlers: { kept: network, fresh: network } });
  const log = simLog(world, name);
  const orca = orcaClient({ baseUrl: 'http://orca' }, (url) => askOrca(world, process, url));
  const records = orcaRecords(orca, clock, log);
  const accounts = await keyAccounts(database, configuration.accounts);
  const context: EngineContext = {
    database,
    aws,
    accounts,
    sealer: testSealer(),
    clock,
    timing: { ...PRODUCTION_TIMING, lookAgainMs: 15_000 },
    log,
    stages: stagesOf(name, sabotage),
    orca: sabotage.orca?.(records) ?? records,
    random: () => world.random(),
    onEnded(operation, outcome) {
      if (!world.endedMs.has(operation.id)) world.endedMs.set(operation.id, time.now());
      trace.add(name, `${world.nameOf(operation.id)} ended ${outcome.status}: ${outcome.progress}`);
    },
    onCheckpoint(point, _stepId, operation) {
      world.seeFence(name, point, operation);
      return process.point();
    },
  };
  const engine = createEngine(sabotage.engine?.(context) ?? context);
  engine.start();
  trace.add(name, 'starts');
  return { name, process, engine, lifecycle: createLifecycle(), orca, isGone: false };
}

/**
 * The database's clock is the time for all replicas; each notices within seconds that it has been set. It looks every few
 * seconds, but only the first look after a jump makes a difference.
 */
function followClock(world: SimWorld, process: SimProcess): void {
  const startedMs = world.time.now();
  world.atClockJump(() => {
    const looks = Math.floor((world.time.now() - startedMs) / ASK_CLOCK_EVERY_MS) + 1;
    world.time.at(startedMs + looks * ASK_CLOCK_EVERY_MS, () =>
      process.run(() => {
        process.aheadMs = world.databaseAheadMs;
      }),
    );
  });
}

function gateOf(world: SimWorld, process: SimProcess): JournalGate {
  return {
    async enter() {
      await process.point();
      if (world.weather('journalSlow')) await world.time.wait(world.between(1, 40));
      if (world.isCutOff(process)) throw cutOff();
    },
    commit() {
      const isUnknown = world.isCutOff(process) || world.weather('commitUnknown');
      if (!process.passesPoint()) return { isWritten: world.chance(0.5), then: 'die' };
      return isUnknown ? { isWritten: world.chance(0.5), then: 'fail' } : { isWritten: true, then: 'answer' };
    },
    isDead: () => process.isDead,
  };
}

/** The stages, so that each call of AWS is known to belong to its operation. */
function stagesOf(replica: string, sabotage: Sabotage): typeof stageRegistry {
  const named = <Context extends ObserveContext>(context: Context, stepId: string): Context => {
    const lambda = onBehalfOf(context.lambda, { replica, operationId: context.operation.operationId, stepId });
    return { ...context, lambda: sabotage.lambda?.(lambda) ?? lambda };
  };
  const entries = Object.entries(stageRegistry).map(([type, real]) => {
    const stage: AnyStage = sabotage.stage?.(real) ?? real;
    const { undo } = stage;
    const observed: AnyStage = {
      ...stage,
      observe: (input, context) => stage.observe(input, named(context, 'observe')),
      apply: (step, input, context) => stage.apply(step, input, named(context, step.id)),
      ...(undo === undefined
        ? {}
        : { undo: { ...undo, undo: (record, context) => undo.undo(record, named(context, 'undo')) } }),
    };
    return [type, observed];
  });
  return Object.fromEntries(entries) as typeof stageRegistry;
}

/** Orca's record, as its REST shows it. A silent Orca does not answer in time. */
async function askOrca(
  world: SimWorld,
  process: SimProcess,
  url: string,
): Promise<Pick<Response, 'ok' | 'status' | 'json' | 'arrayBuffer'>> {
  await world.time.wait(world.between(1, 20));
  const silent = world.orcaProcess.isPaused || world.orcaProcess.isDead;
  if (silent) await world.time.wait(10_000);
  await process.running();
  if (silent) throw new OrcaAway('no response', 'orca');
  const id = decodeURIComponent(url.split('/').at(-1) ?? '');
  const found = world.pipelines.some(({ executionId }) => executionId === id) ? world.orca.execution(id) : undefined;
  const body = found === undefined ? undefined : shownExecution(found);
  await world.time.wait(world.between(1, 20));
  await process.point();
  return {
    ok: found !== undefined,
    status: found === undefined ? 404 : 200,
    json: () => Promise.resolve(body),
    arrayBuffer: () => Promise.resolve(new ArrayBuffer(0)),
  };
}

/** What Orca shows of an execution now. The last answers to its polls are the bulk of it, and no replica reads them. */
const shownExecution = ({ stages, ...execution }: Execution): unknown =>
  JSON.parse(
    JSON.stringify({
      ...execution,
      initialConfig: {},
      stages: stages.map(({ context: { webhook: _polls, ...context }, ...stage }) => ({ ...stage, context })),
    }),
  );

/** The HTTP layer of one replica after the other; building it takes longer than a whole world does. */
export class HttpSlot {
  private replica: Replica | undefined;
  private keep: (line: string) => void = () => undefined;
  private app: Server | undefined;

  private constructor() {
    // `open` builds the server.
  }

  static async open(configuration: Configuration, token: string): Promise<HttpSlot> {
    const slot = new HttpSlot();
    const replica = (): Replica => {
      if (slot.replica === undefined) throw new Error('No replica listens here.');
      return slot.replica;
    };
    const log = createLog(
      'info',
      new Writable({
        write(chunk, _encoding, done) {
          slot.keep(String(chunk));
          done();
        },
      }),
    );
    slot.app = await buildServer({
      get service() {
        return replica().engine;
      },
      get orca() {
        return replica().orca;
      },
      get lifecycle() {
        return replica().lifecycle;
      },
      configuration,
      tokens: [token],
      log,
      metrics: createMetrics(),
    });
    await slot.app.ready();
    return slot;
  }

  serve(replica: Replica | undefined, keep: (line: string) => void): void {
    this.replica = replica;
    this.keep = keep;
  }

  get current(): Replica | undefined {
    return this.replica;
  }

  /** The answer to a request of Orca. Polls, of which there are many, come to the engine directly. */
  async answer(request: WebhookRequest): Promise<WebhookResponse> {
    const { replica, app } = this;
    if (replica === undefined || app === undefined) throw new Error('No replica listens here.');
    await replica.process.point();
    const url = new URL(request.url);
    if (request.method === 'GET') return poll(replica, url.pathname.split('/').at(-1) ?? '', url.origin);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value.join()]));
    const answered = await app.inject({
      method: request.method === 'POST' ? 'POST' : 'PUT',
      url: url.pathname,
      headers: { ...headers, 'content-type': 'application/json' },
      payload: JSON.stringify(request.body),
    });
    await replica.process.point();
    return {
      status: answered.statusCode,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.parse(answered.body),
    };
  }
}

async function poll({ engine, process }: Replica, id: string, origin: string): Promise<WebhookResponse> {
  const headers = { 'Content-Type': 'application/json' };
  try {
    const outcome = await engine.poll(id);
    await process.point();
    return outcome === undefined
      ? { status: 404, headers, body: { status: 'TERMINAL', progress: 'There is no operation with this ID.' } }
      : {
          status: 200,
          headers,
          // Orca copies what it keeps, and drops what is undefined.
          body: { ...outcome, statusUrl: `${origin}/v1/operations/${id}` },
        };
  } catch {
    return { status: 503, headers, body: { status: 'RUNNING', progress: 'unavailable' } };
  }
}
