import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import type { Outcome } from 'stage-contract';
import type { EngineTiming } from '../../orca-stages-ts/src/engine';
import { isMutating, startStrictLambda } from '../../sandbox/src/lambda';
import { requestOf, sidecarClient, type SidecarClient, type StageRequest } from '../process/support/sidecarClient';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import type { CrashJournal } from './crashJournal';
import type { FromProcess, ToProcess } from './crashProcess';
import type { CrashRun } from './crashRun';
import type { CrashStage } from './crashStage';
import { readLiveState, runsIn, type LiveState } from './liveState';
import { lambdaFolder } from './preparedWorld';
import type { Replica } from './replica';
import { configurationOf, RUNS_FILE, withTarget } from './sidecarOfCell';
import { FAST, SETTLE_MS } from './timing';

/** How a world is made. `leaseMs` is given only where it is not to be the matrix's own short one. */
export interface WorldOptions { run: CrashRun; journal: CrashJournal; stage: CrashStage; leaseMs?: number; settleMs?: number }

/** Told of everything that a process of the world says. */
export type WorldListener = (replica: Replica, message: FromProcess) => void;

/** A strict Lambda, a journal and the processes of the sidecar, for one stage of one cell. */
export interface CrashWorld extends SidecarClient {
  listen(listener: WorldListener): void;
  /** Lets a process serve this world; with the timing changes of one whose Orca has given up. Requests go to one living process after the other. */
  serve(replica: Replica, timing?: Partial<EngineTiming>): Promise<void>;
  /** Tells every living process. */
  tellAll(message: ToProcess): void;
  /** Lets time pass for the operation: all its times move back. */
  passMs(ms: number): Promise<void>;
  /** Makes it as if Orca had not asked for long. Where another process is started it has to be told so by its timing: one that starts forgives silence. */
  silenceOrca(): Promise<void>;
  /** Starts the stage as Orca does; answers the operation's id. */
  beginStage(): Promise<string>;
  /** Cancels the stage as Orca does. */
  cancelStage(): Promise<void>;
  /** Resolves when the operation has ended in a process. */
  operationEnded: Promise<void>;
  state(): Promise<LiveState>;
  /** Mutating calls that AWS took or refused. */
  mutations(): string[];
  /** How often the function itself noted that it ran. */
  runs(): number;
  close(): Promise<void>;
}

/** Makes a world as the stage's predecessors have left it; close it in the end. Processes are not its own. */
export async function makeWorld({ run, journal, stage, leaseMs, settleMs = SETTLE_MS }: WorldOptions): Promise<CrashWorld> {
  const prepared = await run.preparations.of(journal, stage.before);
  const folder = run.newFolder();
  cpSync(prepared.folder, folder, { recursive: true });
  const kept = await journal.make(folder, prepared.journal);
  const lambda = await startStrictLambda({ settleDelayMs: settleMs, quotas: 'unlimited', stateDir: lambdaFolder(folder) });
  for (const fault of stage.faults ?? []) lambda.addFault(fault);
  const aws = new LambdaClient({ endpoint: lambda.url, region: 'us-east-1', credentials: { accessKeyId: ACCOUNT_ID, secretAccessKey: 'test' } });
  const timing = { ...FAST, ...(leaseMs === undefined ? {} : { leaseMs }) };
  const processes = servingProcesses({ configuration: configurationOf(lambda.url, kept.settings), environment: kept.environment, timing });
  const client = sidecarClient(processes.address);
  const runsFile = join(folder, RUNS_FILE);
  const runsBefore = runsIn(runsFile), sent: StageRequest = { ...withTarget(stage.request), stageName: stage.title, stageId: 'killed' };
  return {
    ...client, ...processes, runs: () => runsIn(runsFile) - runsBefore,
    passMs: (ms) => kept.ask(`update operations set due_at = due_at - ${ms}, deadline_at = deadline_at - ${ms}, last_poll_at = last_poll_at - ${ms}; update checkpoints set begun_at = begun_at - ${ms}`),
    silenceOrca: () => kept.ask('update operations set last_poll_at = 0'),
    beginStage: () => client.begin(sent),
    async cancelStage() {
      const { executionId, stageId, attempt } = requestOf(sent);
      const { httpStatus, text } = await client.post('/v1/operations/cancel', { executionId, stageId, attempt });
      if (httpStatus !== 200 || !text.includes('"id"')) throw new Error(`The sidecar answered ${httpStatus} to a cancel: ${text}`);
    },
    state: () => readLiveState(aws),
    mutations: () => lambda.calls().filter((call) => call.service === 'lambda' && isMutating(call.operation)).map((call) => call.operation),
    async close() {
      aws.destroy();
      await lambda.close();
      await kept.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Served = Pick<CrashWorld, 'listen' | 'serve' | 'tellAll' | 'operationEnded'> & { address(): string };

function servingProcesses(served: { configuration: Record<string, unknown>; environment: Record<string, string>; timing: Partial<EngineTiming> }): Served {
  const serving: { replica: Replica; address: string }[] = [], listeners: WorldListener[] = [];
  let asked = 0, hasEnded: () => void = () => undefined;
  const operationEnded = new Promise<void>((resolve) => { hasEnded = resolve; });
  const alive = (): typeof serving => serving.filter(({ replica }) => replica.alive());
  const tellAll: CrashWorld['tellAll'] = (message) => { for (const { replica } of alive()) replica.tell(message); };
  return {
    operationEnded, tellAll, listen: (listener) => { listeners.push(listener); },
    address: () => { const all = alive(); return all[asked++ % all.length]?.address ?? 'http://127.0.0.1:1'; },
    async serve(replica, timing = {}) {
      const address = await replica.serve({ ...served, timing: { ...served.timing, ...timing } }, (message) => {
        if (message.kind === 'ended') hasEnded();
        for (const listener of listeners) listener(replica, message);
      });
      serving.push({ replica, address });
    },
  };
}

/** Whether an operation of this outcome is over. */
export const isOver = (outcome: Outcome): boolean => outcome.status !== 'RUNNING';
