import {
  OUTCOME_FORMAT_VERSION,
  OUTCOME_LIMITS,
  present,
  say,
  toldOf,
  type Outcome,
  type StepReport,
  type Worded,
} from 'stage-contract';
import {
  awsCallsDocument,
  failureDocument,
  outcomeDocument,
  reportDocument,
  shownBeside,
  shownStepDocument,
} from '../journal/documents/operationDocuments';
import { armedBy } from '../journal/queries/followUps';
import { worded } from '../journal/documents/wordedColumns';
import type { JournalledOperation, CheckpointRow, OperationRow } from '../journal/queries/loadOperation';
import { operationTarget } from '../journal/queries/operationTarget';
import { inertText } from '../model/inertText';
import { shownOf, type OutcomeReport } from '../model/report';
import type { AnyStage } from '../model/stage';
import { askedState, heldOf } from './askedState';
import { NotUnderstood, readOrNothing } from './notUnderstood';

const iso = (timeMs: number | null): string | undefined =>
  timeMs === null ? undefined : new Date(timeMs).toISOString();

/**
 * The outcome document of an operation, running or ended, from the journal's state at a time in ms since 1970. Leaves
 * out whatever can't be read, because a poll must always be answered. `stage` says what may be asked of it. Pure.
 */
export function buildOutcome(
  { operation, checkpoints }: JournalledOperation,
  nowMs: number,
  stage?: AnyStage,
): Outcome {
  const ended = readOrNothing(outcomeDocument, operation.outcome);
  if (ended !== undefined) return toldAsWritten(ended, operation);
  const report = readOrNothing(reportDocument, operation.report) ?? {};
  const held = heldOf(operation);
  const hold =
    operation.status === 'RUNNING' && operation.phase === 'applying'
      ? holdOf({ operation, checkpoints }, report.prolonged, nowMs)
      : undefined;
  const outcome: Outcome = {
    formatVersion: OUTCOME_FORMAT_VERSION,
    id: operation.id,
    stageType: operation.stage_type,
    status: operation.status,
    ...shownProgress(progressOf(operation, held === undefined ? hold : undefined, nowMs)),
    target: operationTarget(operation),
    ...present({
      startedAt: iso(operation.started_at),
      endedAt: iso(operation.ended_at),
      deadlineAt: iso(operation.deadline_at),
      hold:
        hold === undefined
          ? undefined
          : {
              from: new Date(hold.fromMs).toISOString(),
              until: new Date(hold.untilMs).toISOString(),
              ...(hold.plannedMs === undefined ? {} : { plannedUntil: new Date(hold.plannedMs).toISOString() }),
            },
      held:
        held === undefined
          ? undefined
          : {
              since: new Date(held.sinceMs).toISOString(),
              ...present({ reason: held.said.words, told: toldOf(held.said) }),
            },
      failure: readOrNothing(failureDocument, operation.failure),
      omitted: omittedIn(operation, report),
    }),
    steps: checkpoints.map(stepReport),
    timeline: [],
    differences: [],
    outputs: {},
    ...shownOf(report),
    ...shownWarnings(report.warnings),
    ...shownActions({ operation, checkpoints }, nowMs, stage),
    awsCalls: readOrNothing(awsCallsDocument, operation.aws_calls) ?? [],
  };
  return withinSize(outcome);
}

/** Release 0.1.0 rewrites the progress of an ended stage when its timer ends, but without a code. */
function toldAsWritten({ progressTold, ...outcome }: Outcome, operation: OperationRow): Outcome {
  if (progressTold === undefined) return outcome;
  const { code } = worded(outcome.progress, operation.progress_told);
  return code === progressTold.code ? { ...outcome, progressTold } : outcome;
}

const shownProgress = (said: Worded): Pick<Outcome, 'progress' | 'progressTold'> => ({
  progress: said.words,
  ...present({ progressTold: toldOf(said) }),
});

function shownWarnings(warnings: OutcomeReport['warnings'] = []): Pick<Outcome, 'warnings' | 'warningsTold'> {
  const told = warnings.map((warning) => toldOf(warning) ?? null);
  return {
    warnings: warnings.map(({ words }) => words),
    ...(told.some((one) => one !== null) ? { warningsTold: told } : {}),
  };
}

/** What may be asked of the operation now; nothing is shown of one that can't be read. */
function shownActions(found: JournalledOperation, nowMs: number, stage: AnyStage | undefined): Partial<Outcome> {
  if (stage?.asks === undefined || armedBy(found.operation) !== null) return {};
  try {
    const state = askedState(found, stage, nowMs);
    const isWatched = found.operation.status === 'SUCCEEDED' && state.report.followUp?.watch !== undefined;
    return shownOf(stage.asks.shown(isWatched ? { ...state, phase: 'watching' } : state));
  } catch (error) {
    if (error instanceof NotUnderstood) return {};
    throw error;
  }
}

/** How many entries of limited lists are left out; undefined: none. */
function omittedIn(
  { aws_calls_omitted: awsCalls }: OperationRow,
  { warningsLeftOut: warnings = 0 }: OutcomeReport,
): Outcome['omitted'] {
  const omitted = { ...(awsCalls === 0 ? {} : { awsCalls }), ...(warnings === 0 ? {} : { warnings }) };
  return Object.keys(omitted).length === 0 ? undefined : omitted;
}

interface Hold {
  fromMs: number;
  untilMs: number;
  /** When it should have ended, if it goes on after its time. */
  plannedMs?: number;
}

/**
 * The current hold. Its start is in the journal, so every replica knows its end. If it goes on after its time, it ends
 * when the stage says; otherwise when somebody continues it, at the latest when the stage gives up.
 */
function holdOf(
  { operation, checkpoints }: JournalledOperation,
  prolonged: OutcomeReport['prolonged'],
  nowMs: number,
): Hold | undefined {
  const row = checkpoints.find((candidate) => candidate.state === 'todo' || candidate.state === 'running');
  if (row === undefined || row.begun_at === null) return undefined;
  const seconds = readOrNothing(shownStepDocument, row.step)?.holdSeconds;
  if (seconds === undefined) return undefined;
  const hold = { fromMs: row.begun_at, untilMs: row.begun_at + seconds * 1000 };
  const isProlonged = prolonged?.step === row.step_id;
  if (nowMs < hold.untilMs || (!isProlonged && heldOf(operation) === undefined)) return hold;
  const statedMs = isProlonged ? Date.parse(prolonged.until ?? '') : NaN;
  return {
    ...hold,
    untilMs: statedMs > nowMs ? statedMs : Math.max(hold.untilMs, operation.deadline_at),
    plannedMs: hold.untilMs,
  };
}

/** During a hold, the time left is computed on reading, so that a hold costs no writes. */
function progressOf(operation: OperationRow, hold: Hold | undefined, nowMs: number): Worded {
  const doing = worded(operation.progress, operation.progress_told);
  if (hold === undefined || nowMs >= hold.untilMs) return doing;
  return say('timeLeft', { doing, leftSeconds: Math.ceil((hold.untilMs - nowMs) / 1000) });
}

function stepReport(row: CheckpointRow): StepReport {
  const step = readOrNothing(shownStepDocument, row.step);
  const note = row.note === null ? undefined : worded(row.note, row.note_told);
  return {
    id: row.step_id,
    sentence: step?.sentence ?? row.step_id,
    state: row.state,
    ...(step === undefined ? {} : shownBeside(step)),
    ...present({
      startedAt: iso(row.begun_at),
      endedAt: iso(row.ended_at),
      attempts: row.tries > 1 ? row.tries : undefined,
      note: note?.words,
      noteTold: note === undefined ? undefined : toldOf(note),
    }),
  };
}

/** What the HTTP layer adds to a document: its URL, and the number of expressions that were made inert. */
const ADDED_BYTES = 1_024;
const MOST_BYTES = OUTCOME_LIMITS.totalBytes - ADDED_BYTES;

/** As it leaves: what is made inert is longer. */
const bytesOf = (value: unknown): number => Buffer.byteLength(inertText(JSON.stringify(value)));

/** Lists that may be shortened if the document is too large, least important first. Dropped entries are counted. */
const SHORTENABLE = [
  'awsCalls',
  'timeline',
  'invocations',
  'minutes',
  'evidence',
  'differences',
  'deletions',
  'warnings',
  'steps',
  'aliases',
] as const;

/** The document, with its lists shortened if it would be too large for Orca. Pure. */
export function withinSize(outcome: Outcome): Outcome {
  // Nearly every document is small, and every poll comes through here, so measure it only once.
  let bytes = bytesOf(outcome),
    shortened = outcome;
  for (const name of SHORTENABLE) {
    for (let list = listOf(shortened, name); bytes > MOST_BYTES && list.length > 5; list = listOf(shortened, name)) {
      const kept = Math.max(5, Math.floor(list.length / 2));
      const omitted = { ...shortened.omitted, [name]: (shortened.omitted?.[name] ?? 0) + list.length - kept };
      shortened = { ...shortened, ...someOf(shortened, name, kept), omitted };
      bytes = bytesOf(shortened);
    }
  }
  if (bytes <= MOST_BYTES) return shortened;
  const { invokeResultsList: _left, ...outputs } = shortened.outputs;
  return {
    ...shortened,
    outputs: bytesOf(outputs) < MOST_BYTES / 2 ? outputs : {},
    invocations: [],
    omitted: { ...shortened.omitted, outputs: 1 },
  };
}

type Shortenable = (typeof SHORTENABLE)[number];

const listOf = (outcome: Outcome, name: Shortenable): readonly unknown[] =>
  (name === 'minutes' ? outcome.watch?.minutes : outcome[name]) ?? [];

/**
 * The entries of a list to keep: for evidence and the minutes behind it the newest, because decisions were based on
 * them. Codes of warnings stay with their warnings.
 */
function someOf(outcome: Outcome, name: Shortenable, kept: number): Partial<Outcome> {
  if (name === 'minutes') {
    const { watch } = outcome;
    return watch === undefined ? {} : { watch: { ...watch, ...present({ minutes: watch.minutes?.slice(-kept) }) } };
  }
  if (name === 'evidence') return present({ evidence: outcome.evidence?.slice(-kept) });
  const shortened = { [name]: outcome[name]?.slice(0, kept) };
  return name === 'warnings'
    ? { ...shortened, ...present({ warningsTold: outcome.warningsTold?.slice(0, kept) }) }
    : shortened;
}
