import { present, failureSchema, outcomeSchema, revertTimerSchema, toldSchema } from 'stage-contract';
import { outcomeManners } from './outcomeManners';
import { outcomeOfForm1 } from './outcomeOfForm1';
import type { FailureView, OutcomeView, RevertTimerView, TargetView, WarningView } from './outcomeView';
import { progressView } from './progressView';
import { readLeniently } from './readLeniently';
import { isRecord, readField, readList, readText } from './readers';

/** Fields of which at least one must be readable before a document counts as an outcome. */
const TELLING_FIELDS = ['progress', 'steps', 'failure', 'outputs', 'routing', 'invocations', 'deletions'] as const;

/** Whether a document contains anything that this page can show; a status alone does not count. */
export function isOutcome(document: unknown): boolean {
  if (!isRecord(document)) return false;
  return TELLING_FIELDS.some((name) => {
    const value = readField(document, name);
    return name === 'progress'
      ? readText(value) !== undefined
      : isRecord(value) || (Array.isArray(value) && value.length > 0);
  });
}

/** Where the stage works, from an outcome's target or from the stage's own fields. */
export const readTarget = (value: unknown): TargetView =>
  readLeniently(outcomeSchema.shape.target, value, outcomeManners) ?? {};

/** A failure that says what failed, in the contract's words or as `{ code, message }`, or as plain text. */
export const readFailure = (value: unknown): FailureView | undefined =>
  readLeniently(failureSchema, value, outcomeManners);

/** A timer that says when it reverts and to what. */
export const readRevertTimer = (value: unknown): RevertTimerView | undefined =>
  readLeniently(revertTimerSchema, value, outcomeManners);

/** Warnings with their codes, which are in a separate list in the same order. */
function readWarnings(document: unknown): WarningView[] {
  const told = readField(document, 'warningsTold');
  return readList(readField(document, 'warnings'), (entry, position) => {
    const text = readText(entry);
    return text === undefined
      ? undefined
      : {
          text,
          ...present({
            told: readLeniently(toldSchema, Array.isArray(told) ? told[position] : undefined, outcomeManners),
          }),
        };
  });
}

/** Reads an outcome by the contract's schema. Whatever is missing, older or invalid is left out, and nothing throws. */
export function readOutcome(document: unknown): OutcomeView {
  const read = readLeniently(outcomeSchema, isRecord(document) ? document : {}, outcomeManners) ?? {};
  const outcome = {
    target: {},
    routing: {},
    steps: [],
    timeline: [],
    differences: [],
    aliases: [],
    invocations: [],
    evidence: [],
    deletions: [],
    awsCalls: [],
    omitted: {},
    outputs: {},
    ...present({ failure: readFailure(readField(document, 'error')) }),
    ...read,
    warnings: readWarnings(document),
  };
  return outcomeOfForm1({ ...outcome, progressSays: progressView(outcome) });
}
