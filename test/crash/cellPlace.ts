import { join } from 'node:path';
import type { Outcome, RolloutAction } from 'stage-contract';
import { isMutating, startStrictLambda, type StrictLambda } from 'strict-lambda';
import { requestOf, type SidecarClient } from '../process/support/sidecarClient';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import type { CellJournal } from './crashJournal';
import type { AtCheckpoint, FromProcess, Stop } from './crashProcess';
import type { CrashStage } from './crashStage';
import { answerOf, authorizationOf, readLiveState, runsIn, type LiveState, type ReadLambda } from './liveState';
import { lambdaFolder, placeFolder } from './preparedWorld';
import type { Replica } from './replica';
import { accountOf, RUNS_FILE, withTarget } from './sidecarOfCell';

/** What happens in a place: a stage, and how long its changes take to settle. */
export interface PlaceOptions {
  stage: CrashStage;
  settleMs: number;
}

/** Called for every checkpoint that the place's operation reaches, in any process. */
export type CheckpointListener = (replica: Replica, at: AtCheckpoint) => void;

/** One function in its own account, behind its own strict Lambda, and the one operation of a cell on it. */
export interface CellPlace {
  stage: CrashStage;
  /** Starts the stage as Orca does. */
  begin(): Promise<void>;
  poll(): Promise<Outcome>;
  /** Cancels the stage as Orca does. */
  cancel(): Promise<void>;
  /** Asks the rollout for each action in turn, and polls as Orca does; whether one of them is still to be answered. */
  ask(actions: readonly RolloutAction[]): Promise<boolean>;
  listen(listener: CheckpointListener): void;
  /** Says at which checkpoints the operation stops in a process. */
  stopAt(replica: Replica, stops: readonly Stop[] | 'all'): void;
  /** Lets it continue from there. */
  goOn(replica: Replica): void;
  /** Resolves when the operation has ended in a process. */
  ended: Promise<void>;
  /** Resolves when no request is pending here any more. */
  closed: Promise<void>;
  /** Lets time pass for the operation by moving all its times back. */
  passMs(ms: number): Promise<void>;
  state(): Promise<LiveState>;
  /** Mutating calls that AWS accepted or rejected. */
  mutations(): string[];
  /** How often the function itself recorded that it ran. */
  runs(): number;
}

/** A place as its world sees it. */
export interface OpenPlace extends CellPlace {
  lambdaUrl: string;
  hear(replica: Replica, message: FromProcess): void;
  close(): Promise<void>;
}

/** Opens a place in a world's folder; `client` calls the world's processes. Close it at the end. */
export async function openPlace(
  folder: string,
  place: number,
  options: PlaceOptions,
  world: { client: SidecarClient; journal: CellJournal },
): Promise<OpenPlace> {
  const { stage, settleMs } = options,
    { client, journal } = world,
    account = accountOf(place);
  const lambda = await startStrictLambda({
    settleDelayMs: settleMs,
    quotas: 'unlimited',
    stateDir: lambdaFolder(folder, place),
  });
  for (const fault of stage.faults ?? []) lambda.addFault(fault);
  const read: ReadLambda = async (path) => {
    const response = await fetch(lambda.url + path, { headers: { authorization: authorizationOf(ACCOUNT_ID) } });
    return answerOf(path, response.status, await response.text());
  };
  const runsFile = join(placeFolder(folder, place), RUNS_FILE),
    runsBefore = runsIn(runsFile);
  const sent = { ...withTarget(stage.request, place), stageName: stage.title, stageId: `killed-${account}` };
  const listeners: CheckpointListener[] = [];
  let id = '',
    hasEnded: () => void = () => undefined,
    hasClosed: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
      hasEnded = resolve;
    }),
    closed = new Promise<void>((resolve) => {
      hasClosed = resolve;
    });
  return {
    stage,
    ended,
    closed,
    lambdaUrl: lambda.url,
    listen: (listener) => {
      listeners.push(listener);
    },
    hear(replica, message) {
      if (!('account' in message) || message.account !== account) return;
      if (message.kind === 'ended') {
        if (stage.watched !== true || message.isLast) hasEnded();
      } else for (const listener of listeners) listener(replica, message);
    },
    stopAt: (replica, stops) => {
      replica.tell({ kind: 'stopAt', account, stops });
    },
    goOn: (replica) => {
      replica.tell({ kind: 'go', account });
    },
    async begin() {
      id = await client.begin(sent);
    },
    poll: () => client.poll(id),
    async cancel() {
      const { executionId, stageId, attempt } = requestOf(sent);
      const { httpStatus, text } = await client.post('/v1/operations/cancel', { executionId, stageId, attempt });
      if (httpStatus !== 200 || !text.includes('"id"'))
        throw new Error(`The sidecar answered ${httpStatus} to a cancel: ${text}`);
    },
    async ask(actions) {
      for (const action of actions) {
        const context = { aliasName: 'live', action };
        const request = { type: 'Aws.LambdaRolloutActionStage', executionId: 'acting', context } as const;
        // One that has ended is answered like a new one, but with another status.
        const { body } = await client.create({ ...withTarget(request, place), stageId: `${action}-${account}` });
        if (typeof body !== 'object' || body === null || !('id' in body))
          throw new Error(`The sidecar did not accept ${action}.`);
        if ((await client.poll(String(body.id))).status === 'RUNNING') return true;
      }
      return false;
    },
    passMs: (ms) =>
      journal.ask(
        `update operations set due_at = due_at - ${ms}, deadline_at = deadline_at - ${ms}, last_poll_at = last_poll_at - ${ms} where id = '${id}'; update checkpoints set begun_at = begun_at - ${ms} where operation_id = '${id}'`,
      ),
    state: () => readLiveState(read),
    mutations: () => mutationsOf(lambda),
    runs: () => runsIn(runsFile) - runsBefore,
    async close() {
      hasClosed();
      await lambda.close();
    },
  };
}

const mutationsOf = (lambda: StrictLambda): string[] =>
  lambda
    .calls()
    .filter((call) => call.service === 'lambda' && isMutating(call.operation))
    .map((call) => call.operation);
