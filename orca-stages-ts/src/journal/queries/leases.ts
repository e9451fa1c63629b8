import type { ExpressionBuilder } from 'kysely';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';
import { WATCH } from './followUps';

/** Account and region: calls there share AWS's quotas. */
export interface Place {
  account: string;
  region: string;
}

/** A place without room for more operations of some types. */
export interface FullPlace extends Place {
  types: readonly string[];
}

/** An operation that is due. */
export interface DueOperation extends Place {
  id: string;
  stage_type: string;
  /** It is reverting or being stopped, so it does not wait for room. */
  isUrgent: boolean;
}

const isUrgent = ({ or, eb }: ExpressionBuilder<JournalTables, 'operations'>) =>
  or([eb('phase', '=', 'recovering'), eb('cancel_requested_at', 'is not', null)]);

/** Not in a full place, or urgent. */
const hasRoom = (full: readonly FullPlace[]) => (where: ExpressionBuilder<JournalTables, 'operations'>) => {
  const { and, or, not, eb } = where;
  const elsewhere = full.map(({ account, region, types }) =>
    not(and([eb('account', '=', account), eb('region', '=', region), eb('stage_type', 'in', types)])),
  );
  return elsewhere.length === 0 ? and([]) : or([and(elsewhere), isUrgent(where)]);
};

/** Which operations have room: those that are not in full places, or only urgent ones. */
type Room = { full?: readonly FullPlace[] } | { urgentOnly: true };

/** Operations that are due and that nobody works on, oldest due time first; in full places only urgent ones. */
export async function dueOperations(
  database: JournalDatabase,
  now: number,
  limit: number,
  room: Room = {},
): Promise<DueOperation[]> {
  const rows = await database
    .selectFrom('operations')
    .select((where) => ['id', 'account', 'region', 'stage_type', isUrgent(where).as('isUrgent')] as const)
    .where('status', '=', 'RUNNING')
    .where('due_at', '<=', now)
    .where('urgentOnly' in room ? isUrgent : hasRoom(room.full ?? []))
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now)]))
    .orderBy('due_at')
    .limit(limit)
    .execute();
  // SQLite's true is a 1.
  return rows.map((row) => ({ ...row, isUrgent: Boolean(row.isUrgent) }));
}

/**
 * When the next operation is due, or another owner's lease expires; undefined if there is neither. Operations that this
 * owner works on, or that wait for room in a full place, are looked at again anyway. Two searches, because each then
 * finds its row at the front of an index.
 */
export async function nextDueAt(
  database: JournalDatabase,
  owner: string,
  full: readonly FullPlace[] = [],
): Promise<number | undefined> {
  const free = await database
    .selectFrom('operations')
    .select('due_at as at')
    .where('status', '=', 'RUNNING')
    .where(hasRoom(full))
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', where.ref('due_at'))]))
    .where((where) => where.or([where('lease_owner', 'is', null), where('lease_owner', '!=', owner)]))
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  // A lease that ends after the operation's due time: a replica is working on it, or has died while doing so. Ended
  // operations have none.
  const leased = await database
    .selectFrom('operations')
    .select('lease_until as at')
    .where('lease_until', 'is not', null)
    .whereRef('lease_until', '>', 'due_at')
    .where('lease_owner', '!=', owner)
    .orderBy('lease_until')
    .limit(1)
    .executeTakeFirst();
  const times = [free?.at, leased?.at].filter((at) => at !== undefined && at !== null);
  return times.length === 0 ? undefined : Math.min(...times);
}

/**
 * Takes over a due operation. Every later write must include the returned fence. Undefined if another replica was
 * faster, or has already done what was due.
 */
export async function takeLease(
  database: JournalDatabase,
  id: string,
  owner: string,
  now: number,
  until: number,
): Promise<number | undefined> {
  const row = await database
    .updateTable('operations')
    .set((expression) => ({ lease_owner: owner, lease_until: until, fence: expression('fence', '+', 1) }))
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .where('due_at', '<=', now)
    .where((where) =>
      where.or([where('lease_until', 'is', null), where('lease_until', '<', now), where('lease_owner', '=', owner)]),
    )
    .returning('fence')
    .executeTakeFirst();
  return row?.fence;
}

/** Renews the leases of what a living owner works on. Leases that it failed to release will expire. */
export async function renewLeases(
  database: JournalDatabase,
  owner: string,
  ids: readonly string[],
  until: number,
): Promise<void> {
  await database
    .updateTable('operations')
    .set({ lease_until: until })
    .where('lease_owner', '=', owner)
    .where('id', 'in', ids)
    .where('status', '=', 'RUNNING')
    .execute();
}

/**
 * Makes operations due if their deadline has passed, or if Orca has not polled since a given time, even in the middle
 * of a long wait.
 */
export async function wakeOverdue(database: JournalDatabase, now: number, silentSince: number): Promise<void> {
  await database
    .updateTable('operations')
    .set({ due_at: now })
    .where('status', '=', 'RUNNING')
    .where('phase', '!=', 'recovering')
    .where('due_at', '>', now)
    .where((where) => where.or([where('deadline_at', '<=', now), where('last_poll_at', '<=', silentSince)]))
    .execute();
}

/** Makes an operation check now whether Orca still wants it, as if Orca had never polled. */
export async function wakeToLook(database: JournalDatabase, id: string, now: number): Promise<void> {
  await database
    .updateTable('operations')
    .set({ last_poll_at: 0, due_at: now })
    .where('id', '=', id)
    .where('status', '=', 'RUNNING')
    .execute();
}

/** Treats operations as polled at this time or later: nobody could poll while there was no process to respond. */
export async function forgiveSilence(database: JournalDatabase, polledAt: number): Promise<void> {
  await database
    .updateTable('operations')
    .set({ last_poll_at: polledAt })
    .where('status', '=', 'RUNNING')
    .where('last_poll_at', '<', polledAt)
    .execute();
}

/**
 * Corrects what a clock wrote that has been set back since: polls later than now, leases that last longer than one taken
 * now, and waits for a moment that has moved away. Whoever is woken too early looks again and waits on. Follow-ups are
 * left to wait until they begin, but those that watch look.
 */
export async function endFuture(database: JournalDatabase, now: number, leaseUntil: number): Promise<void> {
  const unfinished = database.updateTable('operations').where('status', '=', 'RUNNING');
  await unfinished.set({ last_poll_at: now }).where('last_poll_at', '>', now).execute();
  await unfinished.set({ lease_until: leaseUntil }).where('lease_until', '>', leaseUntil).execute();
  await unfinished
    .set({ due_at: now })
    .where('due_at', '>', now)
    .where((where) => where.or([where('timer_of', 'is', null), where('started_at', 'is not', null), isLooking(where)]))
    .execute();
}

/** A follow-up that looks every so often, unless another operation keeps it from running. */
const isLooking = ({ and, eb }: ExpressionBuilder<JournalTables, 'operations'>) =>
  and([eb('recovery_reason', '=', WATCH), eb('timer_held_by', 'is', null)]);

/** Releases a lease. */
export async function releaseLease(database: JournalDatabase, id: string, fence: number): Promise<void> {
  await database
    .updateTable('operations')
    .set({ lease_owner: null, lease_until: null })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .execute();
}
