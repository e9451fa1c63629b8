import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { EngineTiming } from '../../orca-stages-ts/src/engine';
import { startStrictLambda, type StrictLambda } from '../../sandbox/src/lambda';
import { sidecarClient, type SidecarClient, type StageRequest } from '../process/support/sidecarClient';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import type { CrashBundle } from './crashBundle';
import type { CrashJournal } from './crashJournal';
import type { CrashStage } from './crashStages';
import { BUILDS, FUNCTION_NAME, handlerZip, readLiveState, type LiveState } from './liveState';
import { startReplica, type Replica } from './replica';

/** How long what a stage starts takes to settle, where nothing is to happen meanwhile. */
const SETTLE_MS = 250;
/** Long enough that the first look finds it unsettled, also on a loaded machine. */
export const SLOW_SETTLE_MS = 2_000;
const FAST: Partial<EngineTiming> = { leaseMs: 500, retryFirstMs: 20, retryMaxMs: 200, settlePollMs: 200 };

/** How a world is made. `leaseMs` is given only where it is not to be the matrix's own short one. */
export interface WorldOptions { bundle: CrashBundle; journal: CrashJournal; stage: CrashStage; leaseMs?: number; settleMs?: number }

/** A strict Lambda, a journal and the processes of the sidecar, for one stage of one cell. */
export interface CrashWorld extends SidecarClient {
  lambda: StrictLambda;
  /** Starts a process; with the timing changes of one whose Orca has given up. */
  start(timing?: Partial<EngineTiming>): Promise<Replica>;
  /** The process that the client talks to. */
  talkTo(replica: Replica): void;
  /** The stage that is killed, as Orca starts it. */
  request(): StageRequest;
  /** Runs what comes before the stage, and forgets the calls of it. */
  prepare(): Promise<void>;
  state(): Promise<LiveState>;
  /** Mutating calls that AWS took or refused since `prepare`. */
  mutations(): string[];
  /** How often the function itself noted that it ran since `prepare`. */
  runs(): number;
  close(): Promise<void>;
}

/** Makes a world; close it in the end. */
export async function makeWorld({ bundle, journal, stage, leaseMs, settleMs = SETTLE_MS }: WorldOptions): Promise<CrashWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  const lambda = await startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited' });
  for (const label of BUILDS) await lambda.putObject({ bucket: 'builds', key: `${label}.zip`, body: handlerZip(label) });
  const kept = await journal.make(folder);
  const aws = new LambdaClient({ endpoint: lambda.url, region: 'us-east-1', credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' } });
  const replicas: Replica[] = [], runsFile = join(folder, 'runs.txt');
  const runs = (): number => (existsSync(runsFile) ? readFileSync(runsFile, 'utf8').split('\n').length - 1 : 0);
  let spokenTo: Replica | undefined, runsBefore = 0;
  const client = sidecarClient(() => spokenTo?.address ?? 'http://127.0.0.1:1');
  const withTarget = (request: StageRequest): StageRequest => {
    const deploys = request.type === 'Aws.LambdaDeploymentStage' ? { envVariables: { RUNS: runsFile } } : {};
    return { ...request, context: { account: 'local', region: 'us-east-1', functionName: FUNCTION_NAME, ...deploys, ...request.context } };
  };
  return {
    ...client, lambda, runs: () => runs() - runsBefore,
    async start(timing = {}) {
      const configuration = configurationOf(lambda.url, kept.settings);
      const replica = await startReplica(bundle, folder, { configuration, timing: { ...FAST, ...(leaseMs === undefined ? {} : { leaseMs }), ...timing } }, kept.environment);
      replicas.push(replica);
      return replica;
    },
    talkTo(replica) { spokenTo = replica; },
    request: () => withTarget({ ...stage.request, stageName: stage.title }),
    async prepare() {
      for (const request of stage.before) {
        const outcome = await client.run(withTarget(request));
        if (outcome.status !== 'SUCCEEDED') throw new Error(`What comes before "${stage.title}" failed: ${outcome.progress}`);
      }
      lambda.clearCalls();
      runsBefore = runs();
      lambda.setSettleDelayMs(settleMs);
      for (const fault of stage.faults ?? []) lambda.addFault(fault);
    },
    state: () => readLiveState(aws),
    mutations: () => lambda.calls().filter((call) => call.service === 'lambda' && !/^(Get|List)/.test(call.operation)).map((call) => call.operation),
    async close() {
      for (const replica of replicas) await replica.kill();
      aws.destroy();
      await lambda.close();
      await kept.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A sidecar's configuration over a strict Lambda, with what a journal adds to it. */
export const configurationOf = (lambdaUrl: string, journal: Record<string, unknown>): Record<string, unknown> => ({
  publicUrl: 'http://127.0.0.1:1', listen: { port: 0 }, tokens: [{ tokenEnv: 'LAMBDA_STAGES_TOKEN' }],
  accounts: [{ name: 'local', accountId: ACCOUNT_ID, regions: ['us-east-1'], lambdaEndpoint: lambdaUrl, testCredentials: true }],
  rates: { controlPlanePerSecond: 1000, controlPlaneBurst: 1000, getFunctionPerSecond: 1000, getFunctionBurst: 1000, getPolicyPerSecond: 1000, getPolicyBurst: 1000 },
  ...journal,
});
