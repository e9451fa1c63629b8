import type { JournalDatabase } from '../openJournal';

/** Ids of operations that are due and that nobody works on, the oldest due time first. */
export async function dueOperations(database: JournalDatabase, now: number, limit: number): Promise<string[]> {
  const rows = await database.selectFrom('operations').select('id')
    .where('status', '=', 'RUNNING').where('due_at', '<=', now)
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now)]))
    .orderBy('due_at').limit(limit).execute();
  return rows.map((row) => row.id);
}

/** When the next operation is due, or a lease of the dead runs out; undefined when nothing is unfinished. */
export async function nextDueAt(database: JournalDatabase, ownBusy: readonly string[]): Promise<number | undefined> {
  let query = database.selectFrom('operations').select(['due_at', 'lease_until']).where('status', '=', 'RUNNING').orderBy('due_at').limit(1);
  if (ownBusy.length > 0) query = query.where('id', 'not in', ownBusy);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : Math.max(row.due_at, row.lease_until ?? 0);
}

/** Takes an operation over; the fence that comes back must accompany every later write. Undefined when somebody else was faster. */
export async function takeLease(database: JournalDatabase, id: string, owner: string, now: number, until: number): Promise<number | undefined> {
  const row = await database.updateTable('operations')
    .set((expression) => ({ lease_owner: owner, lease_until: until, fence: expression('fence', '+', 1) }))
    .where('id', '=', id).where('status', '=', 'RUNNING')
    .where((where) => where.or([where('lease_until', 'is', null), where('lease_until', '<', now), where('lease_owner', '=', owner)]))
    .returning('fence').executeTakeFirst();
  return row?.fence;
}

/** Keeps the leases of a living owner. */
export async function renewLeases(database: JournalDatabase, owner: string, until: number): Promise<void> {
  await database.updateTable('operations').set({ lease_until: until }).where('lease_owner', '=', owner).where('status', '=', 'RUNNING').execute();
}

/** Gives a lease back. */
export async function releaseLease(database: JournalDatabase, id: string, fence: number): Promise<void> {
  await database.updateTable('operations').set({ lease_owner: null, lease_until: null }).where('id', '=', id).where('fence', '=', fence).execute();
}
