import { durationWords, OUTCOME_FORMAT_VERSION, OUTCOME_LIMITS, type Outcome, type StepReport } from 'stage-contract';
import {
  awsCallsDocument,
  failureDocument,
  outcomeDocument,
  reportDocument,
  shownStepDocument,
} from '../journal/documents/operationDocuments';
import type { JournalledOperation, CheckpointRow, OperationRow } from '../journal/queries/loadOperation';
import { operationTarget } from '../journal/queries/operationTarget';
import { shownOf } from '../model/report';
import { readOrNothing } from './notUnderstood';

const iso = (timeMs: number | null): string | undefined =>
  timeMs === null ? undefined : new Date(timeMs).toISOString();

/**
 * The outcome document of an operation, running or ended, from what the journal knows at a time in ms since 1970. What can't be understood
 * is left out: a poll must be answered in any case. Pure.
 */
export function buildOutcome({ operation, checkpoints }: JournalledOperation, nowMs: number): Outcome {
  const ended = readOrNothing(outcomeDocument, operation.outcome);
  if (ended !== undefined) return ended;
  const hold = operation.status === 'RUNNING' && operation.phase === 'applying' ? holdOf(checkpoints) : undefined;
  const report = readOrNothing(reportDocument, operation.report) ?? {};
  const failure = readOrNothing(failureDocument, operation.failure);
  const outcome: Outcome = {
    formatVersion: OUTCOME_FORMAT_VERSION,
    id: operation.id,
    stageType: operation.stage_type,
    status: operation.status,
    progress: progressOf(operation, hold, nowMs),
    target: operationTarget(operation),
    ...times(operation),
    ...shownOf(report),
    ...(hold === undefined
      ? {}
      : { hold: { from: new Date(hold.fromMs).toISOString(), until: new Date(hold.untilMs).toISOString() } }),
    steps: checkpoints.map(stepReport),
    timeline: report.timeline ?? [],
    differences: report.differences ?? [],
    awsCalls: readOrNothing(awsCallsDocument, operation.aws_calls) ?? [],
    warnings: report.warnings ?? [],
    outputs: report.outputs ?? {},
    ...(failure === undefined ? {} : { failure }),
    ...(operation.aws_calls_omitted === 0 ? {} : { omitted: { awsCalls: operation.aws_calls_omitted } }),
  };
  return withinSize(outcome);
}

interface Hold {
  fromMs: number;
  untilMs: number;
}

/** The hold that is going on: its begin is journalled, so its end is known to everybody. */
function holdOf(checkpoints: readonly CheckpointRow[]): Hold | undefined {
  const row = checkpoints.find((candidate) => candidate.state === 'todo' || candidate.state === 'running');
  if (row === undefined || row.begun_at === null) return undefined;
  const seconds = readOrNothing(shownStepDocument, row.step)?.holdSeconds;
  if (seconds === undefined) return undefined;
  return { fromMs: row.begun_at, untilMs: row.begun_at + seconds * 1000 };
}

/** During a hold the time left is counted on reading, so that a hold costs no writes. */
function progressOf({ progress }: OperationRow, hold: Hold | undefined, nowMs: number): string {
  return hold === undefined || nowMs >= hold.untilMs
    ? progress
    : `${progress}: ${durationWords(Math.ceil((hold.untilMs - nowMs) / 1000))} left`;
}

function times(operation: OperationRow): Partial<Outcome> {
  const startedAt = iso(operation.started_at),
    endedAt = iso(operation.ended_at),
    deadlineAt = iso(operation.deadline_at);
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(deadlineAt === undefined ? {} : { deadlineAt }),
  };
}

function stepReport(row: CheckpointRow): StepReport {
  const startedAt = iso(row.begun_at),
    endedAt = iso(row.ended_at);
  return {
    id: row.step_id,
    sentence: readOrNothing(shownStepDocument, row.step)?.sentence ?? row.step_id,
    state: row.state,
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(row.tries > 1 ? { attempts: row.tries } : {}),
    ...(row.note === null ? {} : { note: row.note }),
  };
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Lists that may be shortened when the document is too large, the least needed first; what is left out is counted. */
const SHORTENABLE = [
  'awsCalls',
  'timeline',
  'invocations',
  'differences',
  'deletions',
  'warnings',
  'steps',
  'aliases',
] as const;

function withinSize(outcome: Outcome): Outcome {
  // Nearly every document is small, and every poll comes by here: it is measured once.
  let bytes = bytesOf(outcome),
    shortened = outcome;
  for (const name of SHORTENABLE) {
    while (bytes > OUTCOME_LIMITS.totalBytes && (shortened[name]?.length ?? 0) > 5) {
      const list = shortened[name] ?? [];
      const kept = Math.max(5, Math.floor(list.length / 2));
      const omitted = { ...shortened.omitted, [name]: (shortened.omitted?.[name] ?? 0) + list.length - kept };
      shortened = { ...shortened, [name]: list.slice(0, kept), omitted };
      bytes = bytesOf(shortened);
    }
  }
  if (bytes <= OUTCOME_LIMITS.totalBytes) return shortened;
  const { invokeResultsList: _left, ...outputs } = shortened.outputs;
  return {
    ...shortened,
    outputs: bytesOf(outputs) < OUTCOME_LIMITS.totalBytes / 2 ? outputs : {},
    invocations: [],
    omitted: { ...shortened.omitted, outputs: 1 },
  };
}
