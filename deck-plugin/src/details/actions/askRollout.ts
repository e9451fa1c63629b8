import { REST } from '@spinnaker/core';
import { ORCA_STAGE, present, ROLLOUT_ACTION_WORDS, type RolloutAction } from 'stage-contract';
import { readDetails } from '../read/readDetails';
import { readField, readList, readNumber, readText } from '../read/readers';
import type { addressOf } from '../transforms/actions/actionButtons';
import { noteAsk, type Ask } from './asks';

const STAGE_TYPE = 'Aws.LambdaRolloutActionStage';
/** How often to look for the answer: Orca itself polls every second in a stage's first minute. */
const LOOK_EVERY_MS = 1_000;
/** How long to look. A rollout answers within half a minute; Orca may be slow, or out of reach for a while. */
const LOOK_FOR_MS = 180_000;

/** What is asked of which rollout. */
export interface RolloutRequest {
  verb: RolloutAction;
  /** How many requests the outcome names already. */
  before: number;
  /** Why, in the person's own words; may be empty. */
  reason: string;
  /** The run of the rollout's stage, whose page shows what becomes of it. */
  run: string;
  address: NonNullable<ReturnType<typeof addressOf>>;
}

/** A UUID, also on a page without https, where browsers have no `randomUUID`. */
const newUuid = (): string =>
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (Number(digit) ^ ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & (15 >> (Number(digit) / 4)))).toString(16),
  );

/** Orca evaluates what stands between braces after a dollar sign; what a person writes is meant as it stands. */
const asWritten = (reason: string): string => reason.replace(/\$(?=\{)/g, '$\u2060');

/** A pipeline of one stage. Orca wants an ID that no saved pipeline has. */
function pipelineOf({ verb, reason, address }: RolloutRequest): object {
  const { application, executionId, stageId, ...target } = address;
  const name = ROLLOUT_ACTION_WORDS[verb];
  return {
    id: newUuid(),
    application,
    name: `${name}: ${target.functionName}`,
    trigger: { type: 'manual' },
    stages: [
      {
        refId: '1',
        requisiteStageRefIds: [],
        type: STAGE_TYPE,
        alias: ORCA_STAGE,
        name,
        ...target,
        rolloutExecutionId: executionId,
        rolloutStageId: stageId,
        action: verb,
        ...(reason.trim() === '' ? {} : { reason: asWritten(reason.trim()) }),
      },
    ],
  };
}

/** The ID in Gate's `{ ref: "/pipelines/01H…" }`. */
const startedId = (answer: unknown): string | undefined => readText(readField(answer, 'ref'))?.split('/').pop();

/** What Gate says about a request that it turns down. */
function notSent(error: unknown): Pick<Extract<Ask, { state: 'notSent' }>, 'status' | 'message'> {
  const status = readNumber(readField(error, 'status')) ?? 0;
  const message = readText(readField(readField(error, 'data'), 'message'));
  return status < 100 ? {} : { status, ...present({ message }) };
}

type Asked = Pick<Ask, 'verb' | 'before'> & { executionId: string };

/** What has become of the stage that asks; undefined while it runs. */
async function answerTo(asked: Asked): Promise<Ask | undefined> {
  const execution: unknown = await REST('/pipelines').path(asked.executionId).get();
  const [stage] = readList(readField(execution, 'stages'), (one) => one);
  const details = readDetails(STAGE_TYPE, stage, execution);
  if (details.phase === 'succeeded') return { ...asked, state: 'taken', atMs: Date.now() };
  return details.phase === 'failed' || details.phase === 'cancelled'
    ? { ...asked, state: 'refused', details }
    : undefined;
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Looks until there is an answer; Gate may be away for a moment. */
async function followed(asked: Asked): Promise<Ask> {
  const untilMs = Date.now() + LOOK_FOR_MS;
  while (Date.now() < untilMs) {
    await wait(LOOK_EVERY_MS);
    const answer = await answerTo(asked).catch(() => undefined);
    if (answer !== undefined) return answer;
  }
  return { ...asked, state: 'lost' };
}

/**
 * Asks a rollout through Orca, with the accounts of whoever is logged in, and follows the request until the rollout has
 * taken or refused it. Never throws: what becomes of it is noted for the page.
 */
export async function askRollout(request: RolloutRequest): Promise<void> {
  const { verb, before, run } = request;
  noteAsk(run, { verb, before, state: 'sending' });
  try {
    const executionId = startedId(await REST('/pipelines/start').post(pipelineOf(request)));
    if (executionId === undefined) return noteAsk(run, { verb, before, state: 'notSent' });
    const asked = { verb, before, executionId };
    noteAsk(run, { ...asked, state: 'asked' });
    noteAsk(run, await followed(asked));
  } catch (error) {
    noteAsk(run, { verb, before, state: 'notSent', ...notSent(error) });
  }
}
