import { present, isStageType, type StageType } from 'stage-contract';
import type { FailureView, OutcomeView, TargetView } from './outcomeView';
import { isOutcome, readFailure, readOutcome, readTarget } from './readOutcome';
import { withLatestTimer } from './revertTimer';
import { readField, readList, readNumber, readText, readTimeMs } from './readers';

/** Where the shown document comes from: the last status body, the response to the create call, or nowhere. */
type DocumentSource = 'monitor' | 'create' | 'unreadable' | 'none';

/** Orca's view of the stage, with fewer states than its dozen statuses. */
type StagePhase = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'skipped';

/** Which stage it is, as whoever wants something of it names it. */
interface StagePlace {
  application: string;
  executionId: string;
  stageId: string;
}

/** Everything that the details of one stage are drawn from. */
export interface StageDetails {
  stageType: StageType;
  phase: StagePhase;
  source: DocumentSource;
  outcome: OutcomeView;
  /** The sidecar's response to a create call that it rejected. */
  refusal?: FailureView;
  /** Orca's own words: a call that failed, a timeout. */
  orcaErrors: string[];
  /** Which of Orca's two calls returned the error: the one that starts, or one that polls the status. */
  orcaErrorAt?: 'create' | 'monitor' | 'engine';
  /** The stage's fields as Orca evaluated them; the only source before the first report. */
  context: unknown;
  target: TargetView;
  /** Where Orca has the stage; absent if it does not say. */
  place?: StagePlace;
  startedAtMs?: number;
  endedAtMs?: number;
  user?: string;
}

/** Orca's and Deck's statuses, by phase; anything else counts as running. */
const PHASES: Readonly<Record<string, StagePhase>> = {
  NOT_STARTED: 'waiting',
  BUFFERED: 'waiting',
  SUCCEEDED: 'succeeded',
  SKIPPED: 'skipped',
  TERMINAL: 'failed',
  FAILED_CONTINUE: 'failed',
  STOPPED: 'failed',
  TERMINATED: 'failed',
  CANCELED: 'cancelled',
};

const phaseOf = (status: unknown): StagePhase =>
  (typeof status === 'string' && Object.prototype.hasOwnProperty.call(PHASES, status) ? PHASES[status] : undefined) ??
  'running';

/** Parses a body that Orca passes as text, if it is JSON. */
function documentOf(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Orca's words for an exception in a task, without the one that says nothing. */
function exceptionTexts(exception: unknown): string[] {
  const details = readField(exception, 'details');
  const errors = readList(readField(details, 'errors'), readText);
  const error =
    readText(readField(details, 'error')) ??
    readText(readField(exception, 'message')) ??
    (typeof exception === 'string' ? readText(exception) : undefined);
  if (errors.length > 0) return errors;
  return error === undefined ? [] : [error];
}

function orcaErrorsOf(context: unknown): Pick<StageDetails, 'orcaErrors' | 'orcaErrorAt'> {
  const webhook = readField(context, 'webhook');
  const create = readText(readField(webhook, 'error'));
  const monitor = readText(readField(readField(webhook, 'monitor'), 'error'));
  const engine = exceptionTexts(readField(context, 'exception'));
  const orcaErrors = [
    ...new Set([...(monitor === undefined ? [] : [monitor]), ...(create === undefined ? [] : [create]), ...engine]),
  ];
  const orcaErrorAt: StageDetails['orcaErrorAt'] | undefined =
    monitor !== undefined ? 'monitor' : create !== undefined ? 'create' : engine.length > 0 ? 'engine' : undefined;
  return { orcaErrors, ...present({ orcaErrorAt }) };
}

/** From this HTTP status on, a response is a rejection. */
const FIRST_ERROR_STATUS = 400;

/**
 * The sidecar's rejection of the create call, if any: `{ failure, … }`, `{ code, message, problems }`, or any older
 * format with a message.
 */
function refusalOf(webhook: unknown): FailureView | undefined {
  const body = documentOf(readField(webhook, 'body'));
  const status = readNumber(readField(webhook, 'statusCodeValue'));
  const looksRefused =
    status === undefined &&
    readText(readField(body, 'status')) === undefined &&
    readText(readField(body, 'code')) !== undefined;
  if (!looksRefused && (status === undefined || status < FIRST_ERROR_STATUS)) return undefined;
  return readFailure(readField(body, 'failure')) ?? readFailure(body) ?? readFailure(readField(body, 'error'));
}

/** After a restart, Orca keeps the last attempt's body until the new one responds. */
const isOfAnEarlierAttempt = (outcome: OutcomeView, phase: StagePhase, startedAtMs: number | undefined): boolean =>
  phase === 'running' &&
  startedAtMs !== undefined &&
  outcome.endedAtMs !== undefined &&
  outcome.endedAtMs < startedAtMs;

/** The last status body; before that, the response to the create call, which does not say how a stage succeeded. */
function chooseDocument(
  webhook: unknown,
  refused: boolean,
  phase: StagePhase,
): { source: DocumentSource; document: unknown } {
  const monitor = documentOf(readField(readField(webhook, 'monitor'), 'body'));
  if (isOutcome(monitor)) return { source: 'monitor', document: monitor };
  const created = documentOf(readField(webhook, 'body'));
  if (!refused && phase !== 'succeeded' && isOutcome(created)) return { source: 'create', document: created };
  return { source: monitor === undefined || monitor === null ? 'none' : 'unreadable', document: undefined };
}

/** The one key that the sidecar writes itself, once the execution is over: Orca stops asking on a cancel, before the operation has ended. */
const FINAL_KEY = 'lambdaStages';

/** The outcome that the sidecar has told Orca afterwards, if it is of the same run of the stage: a restarted stage still has the key. */
function latestOf(
  chosen: { source: DocumentSource; document: unknown },
  context: unknown,
): { source: DocumentSource; document: unknown } {
  const final = readField(readField(context, FINAL_KEY), 'outcome');
  const isOfThisRun =
    isOutcome(final) && readText(readField(final, 'id')) === readText(readField(chosen.document, 'id'));
  return isOfThisRun ? { source: 'monitor', document: final } : chosen;
}

function placeOf(stage: unknown, execution: unknown): StagePlace | undefined {
  const [application, executionId] = ['application', 'id'].map((name) => readText(readField(execution, name)));
  const stageId = readText(readField(stage, 'id'));
  return application === undefined || executionId === undefined || stageId === undefined
    ? undefined
    : { application, executionId, stageId };
}

/** Reads what Deck hands to execution details; any JSON gives something to show, and nothing throws. */
export function readDetails(stageType: StageType, stage: unknown, execution?: unknown): StageDetails {
  const context = readField(stage, 'context');
  const webhook = readField(context, 'webhook');
  const startedAtMs = readTimeMs(readField(stage, 'startTime'));
  const phase = phaseOf(readField(stage, 'status'));
  const refusal = phase === 'running' || phase === 'waiting' ? undefined : refusalOf(webhook);
  const chosen = latestOf(chooseDocument(webhook, refusal !== undefined, phase), context);
  const read = readOutcome(chosen.document);
  const stale = phase === 'waiting' || isOfAnEarlierAttempt(read, phase, startedAtMs);
  const outcome = stale ? readOutcome(undefined) : withLatestTimer(read, stage, execution);
  const type = readField(stage, 'type');
  return {
    stageType: isStageType(type) ? type : stageType,
    phase,
    source: stale ? 'none' : chosen.source,
    outcome,
    orcaErrors: [],
    ...(phase === 'failed' || phase === 'cancelled' ? orcaErrorsOf(context) : {}),
    context,
    target: { ...readTarget(context), ...outcome.target },
    ...present({
      refusal,
      place: placeOf(stage, execution),
      startedAtMs: outcome.startedAtMs ?? startedAtMs,
      endedAtMs: outcome.endedAtMs ?? readTimeMs(readField(stage, 'endTime')),
      user: readText(readField(readField(execution, 'authentication'), 'user')),
    }),
  };
}
