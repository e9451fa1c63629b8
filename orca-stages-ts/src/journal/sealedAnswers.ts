import { createHash } from 'node:crypto';
import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import type { Sealer } from '../model/sealer';
import { isObject, jsonOf, storedDocument } from '../model/storedDocument';
import { withoutAnswers, WITHHELD } from './documents/withoutAnswers';
import type { OperationTable } from './tables';

/** Columns with documents that may contain what functions answered, and the columns for their sealed originals. */
const ORIGINALS = {
  facts: 'sealed_facts',
  report: 'sealed_report',
  failure: 'sealed_failure',
  outcome: 'sealed_outcome',
} as const;
const COLUMNS = ['facts', 'report', 'failure', 'outcome'] as const;

const originalDocument = storedDocument({
  name: 'sealed answers',
  version: 1,
  schema: z.object({
    /** Hash of what the column contains instead: release 0.1.0 may have replaced that since. */
    insteadSha256: z.string(),
    text: z.string(),
  }),
});

type Change = Updateable<OperationTable>;
type Row = Selectable<OperationTable>;

/**
 * A change of an operation as it is written: documents that contain what functions answered are sealed, and their own
 * columns contain the rest, so that the release before can still work with it. Only the outcome keeps answers longer
 * than the input.
 */
export function sealAnswers(change: Change, sealer: Sealer): Change {
  const sealed: Change = { ...change };
  for (const column of COLUMNS) {
    const text = change[column];
    if (text === undefined) continue;
    const rest = typeof text === 'string' ? restOf(text) : undefined;
    sealed[ORIGINALS[column]] = null;
    if (rest === undefined || typeof text !== 'string') continue;
    const instead = JSON.stringify(rest);
    sealed[column] = instead;
    sealed[ORIGINALS[column]] = originalOf(text, instead, sealer);
  }
  Object.assign(sealed, sealedProgress(change, sealer));
  return change.sealed_input === null
    ? { ...sealed, sealed_facts: null, sealed_report: null, sealed_failure: null }
    : sealed;
}

/** The words and their code belong together, so both are in one original. */
function sealedProgress({ progress, progress_told: told }: Change, sealer: Sealer): Change {
  if (progress === undefined) return {};
  if (typeof told !== 'string' || wordsOf(restOf(told)) !== WITHHELD) return { sealed_progress: null };
  return { progress: WITHHELD, progress_told: null, sealed_progress: originalOf(told, WITHHELD, sealer) };
}

/** A document without the answers that it contains; undefined if it contains none. */
function restOf(text: string): unknown {
  const json = jsonOf(text);
  return json.ok ? withoutAnswers(json.value) : undefined;
}

const wordsOf = (said: unknown): unknown => (isObject(said) ? said['words'] : undefined);

const originalOf = (text: string, instead: string, sealer: Sealer): string =>
  sealer.seal(originalDocument.write({ insteadSha256: sha256(instead), text }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * A row with the answers of functions in its documents. Documents whose original can't be read stay without them,
 * because a poll must always be answered.
 */
export function openAnswers(row: Row, sealer: Sealer): Row {
  const opened = { ...row };
  for (const column of COLUMNS) {
    const text = textOf(row[ORIGINALS[column]], row[column], sealer);
    if (text !== undefined) opened[column] = text;
  }
  const told = textOf(row.sealed_progress, row.progress, sealer);
  const said = told === undefined ? undefined : jsonOf(told);
  const words = said?.ok === true ? wordsOf(said.value) : undefined;
  return told !== undefined && typeof words === 'string' ? { ...opened, progress: words, progress_told: told } : opened;
}

/** The original text, if it can be read and the column still contains what was written with it. */
function textOf(sealed: string | null, instead: string | null, sealer: Sealer): string | undefined {
  if (sealed === null || instead === null) return undefined;
  try {
    const original = originalDocument.read(sealer.open(sealed));
    return original.ok && original.value.insteadSha256 === sha256(instead) ? original.value.text : undefined;
  } catch {
    return undefined;
  }
}
