import { randomUUID } from 'node:crypto';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { orcaConfigYaml } from '../../orca-stages-ts/src/cli/orcaConfig';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { freePort } from '../../orca-stages-ts/src/testing/freePort';
import type { Execution, JsonObject, Orca } from '../../sandbox/src/orca';
import { startSpinnaker } from '../../sandbox/src/gate';
import { isComplete } from '../../sandbox/src/orca/executionModel';
import { deploymentOf, TARGET } from '../process/support/deploymentOf';
import { TOKEN } from '../process/support/sidecarSettings';
import { startTestSidecar, type TestSidecar } from '../process/support/testSidecar';

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
  /** Orca gives no answer any more, until it is brought back; pipelines run on. */
  orcaAway(isAway: boolean): void;
  close(): Promise<void>;
}

/** How a test's world differs from the usual one. */
interface OrcaWorldOptions {
  configuration?: Record<string, unknown>;
  /** Multiplies Orca's polling delays. */
  pollScale?: number;
}

/** Starts a world; close it in the end. */
export async function startOrcaWorld({
  configuration = {},
  pollScale = 0.2,
}: OrcaWorldOptions = {}): Promise<OrcaWorld> {
  const port = await freePort();
  const sidecar = await startTestSidecar({
    configuration: {
      authorization: 'allowedAccounts',
      orca: { baseUrl: `http://127.0.0.1:${port}/orca` },
      ...configuration,
    },
  });
  let isAway = false;
  const spinnaker = await startSpinnaker({
    port,
    orcaConfigYaml: orcaConfigYaml({ publicUrl: sidecar.address, token: TOKEN, textPayload: false }),
    pollScale,
    beforeListen: (server) => {
      server.addHook('onRequest', (_request, reply, done) => {
        if (isAway) reply.raw.destroy();
        else done();
      });
    },
  });
  const { orca } = spinnaker;
  await sidecar.putCode('v1.zip', 'one');
  await sidecar.putCode('v2.zip', 'two');
  const until: OrcaWorld['until'] = (id, awaited, isReached) =>
    eventually(
      awaited,
      () => {
        const execution = orca.execution(id);
        return isReached(execution) ? execution : new NotYet(JSON.stringify(shown(execution)));
      },
      { everyMs: 20 },
    );
  return {
    orca,
    sidecar,
    aws: sidecar.aws,
    start: (stages, user = 'jane', allowedAccounts = ['local']) =>
      orca.orchestrate({ id: randomUUID(), application: 'demo', name: 'Test', stages }, { user, allowedAccounts }),
    until,
    ended: (id) => until(id, 'the end of the execution', ({ status }) => isComplete(status)),
    orcaAway(now) {
      isAway = now;
    },
    async close() {
      await spinnaker.close();
      await sidecar.close();
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

/** A Deployment of a build. */
export const deployment = (refId: string, key: string, after: string[] = [], fields: JsonObject = {}): JsonObject =>
  lambdaStage(refId, 'Aws.LambdaDeploymentStage', deploymentOf(key, fields), after);
