import type { Outcome, StageType } from 'stage-contract';
import { ask, type Answer } from './ask';
import { TOKEN } from './sidecarSettings';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';

/** What Orca sends to start a stage; `context` is the stage as its author wrote it. */
export interface StageRequest {
  type: StageType;
  context: Record<string, unknown>;
  executionId?: string;
  stageId?: string;
  attempt?: number;
  stageName?: string;
  allowedAccounts?: string[];
}

/** Plays Orca against a sidecar: starts, polls and cancels over HTTP. */
export interface SidecarClient {
  /** Sends any body to a path, with the token unless specified otherwise. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** POSTs a stage. */
  create(stage: StageRequest): Promise<Answer>;
  /** POSTs a stage that must be accepted; returns its ID. */
  begin(stage: StageRequest): Promise<string>;
  poll(id: string): Promise<Outcome>;
  /** Polls until the outcome is as expected. */
  until(id: string, isReached: (outcome: Outcome) => boolean, awaited?: string): Promise<Outcome>;
  ended(id: string): Promise<Outcome>;
  run(stage: StageRequest): Promise<Outcome>;
}

/** Much more often than Orca, but no more often than that: many tests wait for seconds, and each poll costs the sidecar processor time. */
const POLL_EVERY_MS = 50;
/** Longer than any stage of these tests takes, even on a busy machine. */
const PATIENCE_MS = 110_000;
let stageNumber = 0;

/** The envelope of a stage, as the payload expression of `orca-config` makes it. */
export const requestOf = ({
  type,
  context,
  executionId = 'execution-1',
  stageId = `stage-${++stageNumber}`,
  attempt = 1,
  stageName = 'Stage',
  allowedAccounts = ['local'],
}: StageRequest): Record<string, unknown> => ({
  executionId,
  application: 'demo',
  pipelineName: 'canary',
  user: 'demo',
  allowedAccounts,
  stageId,
  refId: '1',
  type,
  stageName,
  attempt,
  context,
});

/** A client of the sidecar at an address. */
export function sidecarClient(addressOf: () => string): SidecarClient {
  const authorization = `Bearer ${TOKEN}`;
  const post: SidecarClient['post'] = (path, body, headers = { authorization, 'content-type': 'application/json' }) =>
    ask({
      method: 'POST',
      url: `${addressOf()}${path}`,
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const create: SidecarClient['create'] = (stage) => post('/v1/operations', requestOf(stage));
  const begin: SidecarClient['begin'] = async (stage) => {
    const { httpStatus, text, body } = await create(stage);
    if (httpStatus !== 202 || typeof body !== 'object' || body === null || !('id' in body))
      throw new Error(`The sidecar answered ${httpStatus}: ${text}`);
    return String(body.id);
  };
  const poll: SidecarClient['poll'] = async (id) => {
    const { httpStatus, text, body } = await ask({
      method: 'GET',
      url: `${addressOf()}/v1/operations/${id}`,
      headers: { authorization },
    });
    if (httpStatus !== 200) throw new Error(`The sidecar answered ${httpStatus} to a poll: ${text}`);
    return body as Outcome;
  };
  const until: SidecarClient['until'] = (id, isReached, awaited = 'what was asked for') =>
    eventually(
      `${awaited}, of ${id}`,
      async () => {
        const outcome = await poll(id);
        return isReached(outcome) ? outcome : new NotYet(`${outcome.status}: ${outcome.progress}`);
      },
      { everyMs: POLL_EVERY_MS, withinMs: PATIENCE_MS },
    );
  const ended: SidecarClient['ended'] = (id) => until(id, (outcome) => outcome.status !== 'RUNNING', 'the end');
  return { post, create, begin, poll, until, ended, run: async (stage) => ended(await begin(stage)) };
}
