import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { orcaConfigYaml } from '../../orca-stages-ts/src/cli/orcaConfig';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { present } from 'stage-contract';
import { systemClock } from '../../orca-stages-ts/src/model/clock';
import { freePort } from '../../orca-stages-ts/src/testing/freePort';
import type { Execution, JsonObject, Orca } from '../../sandbox/src/orca';
import { startSpinnaker, type Spinnaker } from '../../sandbox/src/gate';
import { isComplete } from '../../sandbox/src/orca/executionModel';
import { deploymentOf, TARGET } from '../process/support/deploymentOf';
import { TOKEN } from '../process/support/sidecarSettings';
import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';
import { worldTime } from './worldTime';

/** The sandbox's Orca and a sidecar that ask each other over HTTP, over a strict Lambda; all in this process and in real time. */
export interface OrcaWorld {
  orca: Orca;
  sidecar: TestSidecar;
  aws: LambdaClient;
  /** Starts a pipeline as a user; the stages are as in its JSON. */
  start(stages: JsonObject[], user?: string, accounts?: string[]): Execution;
  /** Waits for something in an execution. */
  until(id: string, awaited: string, isReached: (execution: Execution) => boolean): Promise<Execution>;
  ended(id: string): Promise<Execution>;
  /** The time that the world lives by, in ms since 1970. */
  now(): number;
  /** Lets time pass in a world that skips it. */
  pass(seconds: number): Promise<void>;
  /** Starts another sidecar with the same journal. Orca does not know its address. */
  addReplica(): Promise<TestSidecar>;
  /** Stops Orca: it neither polls nor answers until it is restarted, perhaps with other delays between polls. */
  killOrca(): Promise<void>;
  restartOrca(pollScale?: number): Promise<void>;
  /** Orca gives no answer any more, until it is brought back; pipelines run on. */
  orcaAway(isAway: boolean): void;
  close(): Promise<void>;
}

/** How a test's world differs from the usual one. */
interface OrcaWorldOptions {
  configuration?: Record<string, unknown>;
  /** AWS account numbers of further accounts, by name. */
  otherAccounts?: Readonly<Record<string, string>>;
  /** Further names of the AWS account that are only for going back. */
  revertAccounts?: readonly string[];
  /** Topics and buses that are told about events, by the name of the account. */
  accountEvents?: Readonly<Record<string, object>>;
  /** Multiplies Orca's polling delays. */
  pollScale?: number;
  /** Whether the sidecar knows Orca's address; otherwise Orca's polls are all that it hears from Orca. */
  asksOrca?: boolean;
  /** A time of its own, which passes as soon as nothing is at work: minutes cost nothing. Orca then polls as it does. */
  skipsTime?: boolean;
}

/** Starts a world; close it in the end. */
export async function startOrcaWorld({
  configuration = {},
  otherAccounts = {},
  revertAccounts = [],
  accountEvents = {},
  skipsTime = false,
  pollScale = skipsTime ? 1 : 0.2,
  asksOrca = true,
}: OrcaWorldOptions = {}): Promise<OrcaWorld> {
  const port = await freePort();
  const time = skipsTime ? worldTime() : undefined;
  const settings = asksOrca
    ? { authorization: 'allowedAccounts', orca: { baseUrl: `http://127.0.0.1:${port}/orca` }, ...configuration }
    : configuration;
  const sidecar = await startTestSidecar({
    configuration: settings,
    otherAccounts,
    revertAccounts,
    accountEvents,
    ...present({ time: time?.sidecar }),
  });
  const replicas = [sidecar];
  let isAway = false;
  const stateDir = mkdtempSync(join(tmpdir(), 'orca-world-'));
  const startTheSpinnaker = (scale: number): Promise<Spinnaker> =>
    startSpinnaker({
      port,
      stateDir,
      orcaConfigYaml: orcaConfigYaml({ publicUrl: sidecar.address, token: TOKEN, textPayload: false }),
      pollScale: scale,
      ...present({ clock: time?.orca }),
      beforeListen: (server) => {
        server.addHook('onRequest', (_request, reply, done) => {
          if (isAway) return reply.raw.destroy();
          if (time !== undefined) reply.raw.once('close', time.beginWork());
          return done();
        });
      },
    });
  let spinnaker = await startTheSpinnaker(pollScale);
  await sidecar.putCode('v1.zip', 'one');
  await sidecar.putCode('v2.zip', 'two');
  const until: OrcaWorld['until'] = (id, awaited, isReached) =>
    eventually(
      awaited,
      async () => {
        const execution = spinnaker.orca.execution(id);
        if (isReached(execution)) return execution;
        await time?.pass();
        return new NotYet(JSON.stringify(shown(execution)));
      },
      { everyMs: skipsTime ? 0 : 20 },
    );
  return {
    get orca() {
      return spinnaker.orca;
    },
    sidecar,
    aws: sidecar.aws,
    start: (stages, user = 'jane', allowedAccounts = ['local']) =>
      spinnaker.orca.orchestrate(
        { id: randomUUID(), application: 'demo', name: 'Test', stages },
        { user, allowedAccounts },
      ),
    until,
    ended: (id) => until(id, 'the end of the execution', ({ status }) => isComplete(status)),
    now: () => (time?.sidecar.clock ?? systemClock).now(),
    async pass(seconds) {
      if (time === undefined) throw new Error('This world lives in real time.');
      const end = time.sidecar.clock.now() + seconds * 1000;
      while (time.sidecar.clock.now() < end) await time.pass(end);
    },
    async addReplica() {
      const replica = await startTestSidecar({
        configuration: settings,
        otherAccounts,
        revertAccounts,
        accountEvents,
        replicaOf: sidecar,
        ...present({ time: time?.sidecar }),
      });
      replicas.push(replica);
      return replica;
    },
    killOrca: () => spinnaker.close(),
    async restartOrca(scale = pollScale) {
      spinnaker = await startTheSpinnaker(scale);
    },
    orcaAway(now) {
      isAway = now;
    },
    async close() {
      await spinnaker.close();
      for (const replica of replicas.reverse()) await replica.close();
      rmSync(stateDir, { recursive: true });
    },
  };
}

const shown = ({ status, stages }: Execution): unknown => [
  status,
  stages.map((stage) => [stage.name, stage.status, polledAt(stage, 'progress')]),
];

/** What stands at a path of any JSON. */
export const valueAt = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  );

/** What stands at a path of the outcome that Orca polled last. */
export const polledAt = ({ context }: Execution['stages'][number], ...path: string[]): unknown =>
  valueAt(context, 'webhook', 'monitor', 'body', ...path);

/** A stage of ours in a pipeline. */
export const lambdaStage = (refId: string, type: string, fields: JsonObject, after: string[] = []): JsonObject => ({
  refId,
  requisiteStageRefIds: after,
  type,
  alias: 'preconfiguredWebhook',
  name: `S${refId}`,
  ...TARGET,
  ...fields,
});

/** Stages of which each follows the one before it, named S1, S2 and so on. */
export const inARow = (stages: readonly JsonObject[]): JsonObject[] =>
  stages.map((stage, index) => ({
    ...stage,
    refId: String(index + 1),
    name: `S${index + 1}`,
    requisiteStageRefIds: index === 0 ? [] : [String(index)],
  }));

/** A Deployment of a build. */
export const deployment = (refId: string, key: string, after: string[] = [], fields: JsonObject = {}): JsonObject =>
  lambdaStage(refId, 'Aws.LambdaDeploymentStage', deploymentOf(key, fields), after);
