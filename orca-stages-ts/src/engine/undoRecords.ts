import { z } from 'zod';
import { rawStepDocument, rawFactsDocument } from '../journal/documents/operationDocuments';
import { inTransaction } from '../journal/inTransaction';
import {
  attemptsBefore,
  loadOperation,
  type CheckpointRow,
  type JournalledOperation,
  type OperationRow,
} from '../journal/queries/loadOperation';
import { armedBy } from '../journal/queries/followUps';
import { operationResource } from '../journal/queries/operationTarget';
import { readUndoRecords, writeUndoRecord } from '../journal/queries/undoRecords';
import type { StageStep } from '../model/step';
import type { UndoRecord } from '../model/undo';
import { readOrNothing } from './notUnderstood';
import type { OperationRun } from './operationRun';

/** What there is to undo for one resource, over all steps that changed it. */
export interface Undoing {
  record: UndoRecord;
  unanswered: boolean;
}

/** The undo record of a step that is about to start, if its stage can undo it. */
export const recordOf = (run: OperationRun, step: StageStep, facts: object, input: unknown): UndoRecord | undefined =>
  run.stage.undo?.recordOf(step, { facts, input });

/**
 * Whether a row belongs to a step that changes something, by its plan or its timer, and that has started or will start
 * on its own.
 */
const needsRecord = (operation: OperationRow, row: CheckpointRow): boolean =>
  armedBy(operation) === null ? row.recovery === 0 && row.begun_at !== null : row.ordinal === 0;

/**
 * Writes missing undo records of started steps, because release 0.1.0 wrote none. Done when an operation is taken
 * over, while its documents can still be read, so that a later release that can't read them finds records.
 */
export async function completeUndoRecords(
  run: OperationRun,
  { operation, checkpoints }: JournalledOperation = run,
): Promise<void> {
  const { engine, stage } = run,
    rows = checkpoints.filter((row) => needsRecord(operation, row));
  if (stage.undo === undefined || rows.length === 0) return;
  const known = await readUndoRecords(engine.database, operation.id);
  const missing: { ordinal: number; record: UndoRecord }[] = [];
  for (const row of rows) {
    if (known.some(({ ordinal }) => ordinal === row.ordinal)) continue;
    const record = await reconstructed(run, operation, row);
    if (record !== undefined) missing.push({ ordinal: row.ordinal, record });
  }
  if (missing.length === 0) return;
  await inTransaction(engine.database, async (transaction) => {
    for (const { ordinal, record } of missing)
      await writeUndoRecord(transaction, { operationId: operation.id, ordinal }, record, run.now);
  });
}

const changesNothing = z.object({ mutates: z.literal(false) });

async function reconstructed(
  run: OperationRun,
  operation: OperationRow,
  row: CheckpointRow,
): Promise<UndoRecord | undefined> {
  const { undo, documents } = run.stage;
  if (undo === undefined) return undefined;
  const step = readOrNothing(documents.step, row.step);
  const facts = readOrNothing(documents.facts, operation.facts);
  if (step !== undefined)
    return step.mutates ? undo.recordOf(step, { facts: facts ?? {}, input: run.inputOrNothing() }) : undefined;
  const raw = readOrNothing(rawStepDocument, row.step);
  // A step that only looks may not know what has become of the plan.
  if (changesNothing.safeParse(raw).success) return undefined;
  return undo.salvage(raw, {
    facts: readOrNothing(rawFactsDocument, operation.facts),
    resource: operationResource(operation),
    pins: run.pins(),
  });
}

/**
 * What to undo, by resource: the state before its first change, and all states left since. An earlier attempt that
 * was stopped in favor of this one has reverted nothing, so its records count too.
 */
export async function undoingsOf(run: OperationRun): Promise<Undoing[]> {
  const { database } = run.engine,
    { operation } = run;
  const all = await undoingsOfOne(run, run);
  for (const { id, superseded_at } of await attemptsBefore(database, operation.stage_id, operation.attempt)) {
    const earlier = superseded_at === null ? undefined : await loadOperation(run.engine, id);
    if (earlier === undefined) break;
    all.unshift(...(await undoingsOfOne(run, earlier)));
  }
  const byResource = new Map<string, Undoing>();
  for (const next of all) {
    const { resource } = next.record;
    byResource.set(resource, together(byResource.get(resource), next));
  }
  return [...byResource.values()].reverse();
}

/**
 * What to undo after another step. If that one goes back to a state that the steps before it have neither found nor left,
 * it is someone else's, which the stage has accepted: then that counts, and only what was left since.
 */
function together(earlier: Undoing | undefined, { record, unanswered: isUnanswered }: Undoing): Undoing {
  const unanswered = isUnanswered || earlier?.unanswered === true;
  if (earlier === undefined) return { record, unanswered };
  const { before, left } = earlier.record;
  return before === record.before || left.includes(record.before)
    ? { record: { ...record, before, left: [...left, ...record.left] }, unanswered }
    : { record, unanswered };
}

async function undoingsOfOne(run: OperationRun, of: JournalledOperation): Promise<Undoing[]> {
  await completeUndoRecords(run, of);
  const records = await readUndoRecords(run.engine.database, of.operation.id);
  return records.flatMap(({ ordinal, record }) => {
    const row = of.checkpoints.find((candidate) => candidate.ordinal === ordinal);
    return record === undefined ? [] : [{ record, unanswered: row?.unsure === 1 }];
  });
}
