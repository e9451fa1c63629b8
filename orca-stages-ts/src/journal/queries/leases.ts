import type { ExpressionBuilder } from 'kysely';
import type { JournalDatabase } from '../openJournal';
import type { JournalTables } from '../tables';

/** Account and region: what calls share AWS's quotas. */
export interface Place {
  account: string;
  region: string;
}

const elsewhere =
  (full: readonly Place[]) =>
  ({ and, not, eb }: ExpressionBuilder<JournalTables, 'operations'>) =>
    and(full.map(({ account, region }) => not(and([eb('account', '=', account), eb('region', '=', region)]))));

/** Operations that are due and that nobody works on, the oldest due time first; none of places that have enough. */
export async function dueOperations(
  database: JournalDatabase,
  now: number,
  limit: number,
  full: readonly Place[] = [],
): Promise<({ id: string } & Place)[]> {
  return database
    .selectFrom('operations')
    .select(['id', 'account', 'region'])
    .where('status', '=', 'RUNNING')
    .where('due_at', '<=', now)
    .where(elsewhere(full))
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now)]))
    .orderBy('due_at')
    .limit(limit)
    .execute();
}

/**
 * When the next operation is due, or the lease of another one's owner runs out; undefined when there is nothing of both.
 * What this owner works on looks again by itself, and so does what waits for room in a place that is full; two
 * searches, as each finds its row at the front of an index.
 */
export async function nextDueAt(
  database: JournalDatabase,
  owner: string,
  full: readonly Place[] = [],
): Promise<number | undefined> {
  const free = await database
    .selectFrom('operations')
    .select('due_at as at')
    .where('status', '=', 'RUNNING')
    .where(elsewhere(full))
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<=', where.ref('due_at'))]))
    .where((where) => where.or([where('lease_owner', 'is', null), where('lease_owner', '!=', owner)]))
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  // A lease that lasts longer than the wait of its operation: somebody works on it, or has died over it. What has ended has none.
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
 * Takes a due operation over; the fence that comes back must accompany every later write. Undefined when somebody
 * else was faster, or has done what was due.
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

/** Keeps the leases of what a living owner works on; those that it failed to give back run out. */
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

/** Makes operations due whose deadline passed, or that Orca has not asked for since a time, in the middle of a long wait. */
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

/** Takes operations as asked for at this time at least: nobody could ask while there was no process to answer. */
export async function forgiveSilence(database: JournalDatabase, polledAt: number): Promise<void> {
  await database
    .updateTable('operations')
    .set({ last_poll_at: polledAt })
    .where('status', '=', 'RUNNING')
    .where('last_poll_at', '<', polledAt)
    .execute();
}

/** Gives a lease back. */
export async function releaseLease(database: JournalDatabase, id: string, fence: number): Promise<void> {
  await database
    .updateTable('operations')
    .set({ lease_owner: null, lease_until: null })
    .where('id', '=', id)
    .where('fence', '=', fence)
    .execute();
}
