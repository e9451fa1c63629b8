import { wordedProgress } from '../../model/step';
import { noteColumns, progressColumns } from '../documents/wordedColumns';
import { type Worded } from 'stage-contract';
import type { Transaction } from 'kysely';
import { followUpFactsDocument } from '../documents/operationDocuments';
import type { FollowUp } from '../../model/followUp';
import { storedResource } from '../../model/storedNames';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';
import type { JournalledOperation, OperationRow } from './loadOperation';
import { keysOfTarget } from './sameTarget';
import { todoCheckpoint } from './todoCheckpoint';
import { untouchedOperation } from './untouchedOperation';

/** Due time of a follow-up that is kept from running: the latest time that a Date can hold. */
const NEVER = 8_640_000_000_000_000;

/** The operation whose success has armed this one; null if this is not a follow-up. */
export const armedBy = ({ timer_of }: Pick<OperationRow, 'timer_of'>): string | null => timer_of;

/** Why a follow-up waits: for its time, or also for what it may find until then. */
const TIMER = 'timer';
export const WATCH = 'watch';

/** Whether this is a follow-up that looks whether it must run before its time. */
export const isWatching = ({ recovery_reason }: Pick<OperationRow, 'recovery_reason'>): boolean =>
  recovery_reason === WATCH;

/** Whether this is a follow-up whose next step looks whether it must run. */
export const isLooking = ({ operation, checkpoints }: JournalledOperation): boolean =>
  armedBy(operation) !== null && isWatching(operation) && checkpoints[0]?.state === 'running';

/** Whether another operation keeps this follow-up from running. */
export const isKept = ({ timer_held_by }: Pick<OperationRow, 'timer_held_by'>): boolean => timer_held_by !== null;

/** A follow-up, as the operation that arms it leaves it. */
interface ArmedFollowUp {
  followUp: FollowUp;
  /** Its step, as the journal stores it. */
  step: string;
  /** The step that looks until then, likewise, and what its looks must know. */
  watch?: { step: string; facts: object };
  /** The input of its stage, sealed again. */
  sealedInput: string;
  now: number;
}

/**
 * Writes a follow-up as an operation of its own that starts where other operations revert. So it has a lease, fence,
 * lock, retries and replicas like any other. Its deadline is when it runs, and also its position among the operations
 * that wait for the lock: whoever arrived before goes first. One that watches has a step before that one, and is due for its
 * looks. Call it in the transaction that ends the operation which arms it, so that there are always both or neither.
 * Returns its ID.
 */
export async function insertFollowUp(
  transaction: Transaction<JournalTables>,
  armer: OperationRow,
  { followUp, step, watch, sealedInput, now }: ArmedFollowUp,
): Promise<string> {
  const id = `${armer.id}-timer`,
    dueAt = now + followUp.afterSeconds * 1000;
  const { attempt, execution_id, stage_type, stage_name, user_name } = armer;
  const { target_key, account, region, function_name } = armer;
  await transaction
    .insertInto('operations')
    .values({
      ...untouchedOperation,
      ...{ attempt, execution_id, stage_type, stage_name, user_name },
      ...{ target_key, account, region, function_name },
      id,
      timer_of: armer.id,
      stage_id: `timer of ${armer.id}`,
      alias_name: storedResource(followUp.resource),
      sealed_input: sealedInput,
      phase: 'recovering',
      status: 'RUNNING',
      recovery_reason: watch === undefined ? TIMER : WATCH,
      ...progressColumns(wordedProgress(followUp.watch?.step ?? followUp.step)),
      facts: followUpFactsDocument.write({ ...watch?.facts, guard: followUp.guard }),
      created_at: dueAt,
      deadline_at: dueAt,
      due_at: watch === undefined ? dueAt : now,
      last_poll_at: now,
    })
    .execute();
  const row = { operationId: id, recovery: true };
  await transaction
    .insertInto('checkpoints')
    .values([
      ...(watch === undefined || followUp.watch === undefined
        ? []
        : [
            // Its time counts from here, whenever it is looked at first.
            {
              ...todoCheckpoint({ ...row, ordinal: 0, stepId: followUp.watch.step.id, document: watch.step }),
              state: 'running' as const,
              begun_at: now,
            },
          ]),
      todoCheckpoint({ ...row, ordinal: watch === undefined ? 0 : 1, stepId: followUp.step.id, document: step }),
    ])
    .execute();
  return id;
}

/**
 * Keeps the follow-ups of some resources from running while an operation decides about them. Call it while holding the
 * target's lock: a follow-up only runs under that lock, so either it has already run or it waits. The fence goes up, so
 * that whoever was about to run it stops.
 */
export async function keepFollowUps(
  transaction: Transaction<JournalTables>,
  targetKey: string,
  resources: readonly string[],
  keeper: string,
): Promise<void> {
  await transaction
    .updateTable('operations')
    .set((expression) => ({
      timer_held_by: keeper,
      due_at: NEVER,
      waits_for_lock: 0,
      lease_owner: null,
      lease_until: null,
      fence: expression('fence', '+', 1),
    }))
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('status', '=', 'RUNNING')
    .where('timer_of', 'is not', null)
    .where('started_at', 'is', null)
    .where('alias_name', 'in', resources.map(storedResource))
    .execute();
}

/** The follow-ups that an operation keeps from running. */
export async function keptFollowUps(
  transaction: Transaction<JournalTables>,
  targetKey: string,
  keeper: string,
): Promise<OperationRow[]> {
  return transaction
    .selectFrom('operations')
    .selectAll()
    .where('target_key', 'in', keysOfTarget(targetKey))
    .where('status', '=', 'RUNNING')
    .where('timer_held_by', '=', keeper)
    .execute();
}

/** Resumes a follow-up: it runs at its time, or at once if that has passed; one that watches looks at once. */
export async function resumeFollowUp(
  transaction: Transaction<JournalTables>,
  followUp: Pick<OperationRow, 'id' | 'deadline_at' | 'recovery_reason'>,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('operations')
    .set({ timer_held_by: null, due_at: isWatching(followUp) ? now : Math.max(followUp.deadline_at, now) })
    .where('id', '=', followUp.id)
    .execute();
}

/** Ends a follow-up that has nothing left to do. */
export async function clearFollowUp(
  transaction: Transaction<JournalTables>,
  id: string,
  note: Worded,
  now: number,
): Promise<void> {
  await transaction
    .updateTable('operations')
    .set({
      status: 'SUCCEEDED',
      phase: 'ended',
      ...progressColumns(note),
      ended_at: now,
      sealed_input: null,
      due_at: now,
    })
    .where('id', '=', id)
    .execute();
  await transaction
    .updateTable('checkpoints')
    .set({ state: 'skipped', ...noteColumns(note) })
    .where('operation_id', '=', id)
    .execute();
}

/**
 * Whether a stage of the execution asked for the target before a time and has not looked at it yet: that stage goes
 * before the follow-up.
 */
export async function cameInTime(
  database: JournalDatabase,
  followUp: Pick<OperationRow, 'target_key' | 'execution_id'>,
  timeMs: number,
): Promise<boolean> {
  const found = await database
    .selectFrom('operations')
    .select('id')
    .where('target_key', 'in', keysOfTarget(followUp.target_key))
    .where('status', '=', 'RUNNING')
    .where('phase', '=', 'observing')
    .where('timer_of', 'is', null)
    .where('execution_id', '=', followUp.execution_id)
    .where('created_at', '<=', timeMs)
    .executeTakeFirst();
  return found !== undefined;
}
