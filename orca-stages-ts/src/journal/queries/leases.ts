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
  // An operation under a lease is due when the lease has run out, if that is later; it must not hide one that is due before.
  let query = database.selectFrom('operations')
    .select((row) => row.fn.min<number | null>(row.case().when('lease_until', '>', row.ref('due_at')).then(row.ref('lease_until')).else(row.ref('due_at')).end()).as('due'))
    .where('status', '=', 'RUNNING');
  if (ownBusy.length > 0) query = query.where('id', 'not in', ownBusy);
  return (await query.executeTakeFirst())?.due ?? undefined;
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

/** Keeps the leases of what a living owner works on; those that it failed to give back run out. */
export async function renewLeases(database: JournalDatabase, owner: string, ids: readonly string[], until: number): Promise<void> {
  await database.updateTable('operations').set({ lease_until: until }).where('lease_owner', '=', owner).where('id', 'in', ids).where('status', '=', 'RUNNING').execute();
}

/** Makes operations due whose deadline passed, or that Orca has not asked for since a time, in the middle of a long wait. */
export async function wakeOverdue(database: JournalDatabase, now: number, silentSince: number): Promise<void> {
  await database.updateTable('operations').set({ due_at: now })
    .where('status', '=', 'RUNNING').where('phase', '!=', 'recovering').where('due_at', '>', now)
    .where((where) => where.or([where('deadline_at', '<=', now), where('last_poll_at', '<=', silentSince)])).execute();
}

/** Takes operations as asked for at this time at least: nobody could ask while there was no process to answer. */
export async function forgiveSilence(database: JournalDatabase, polledAt: number): Promise<void> {
  await database.updateTable('operations').set({ last_poll_at: polledAt }).where('status', '=', 'RUNNING').where('last_poll_at', '<', polledAt).execute();
}

/** Gives a lease back. */
export async function releaseLease(database: JournalDatabase, id: string, fence: number): Promise<void> {
  await database.updateTable('operations').set({ lease_owner: null, lease_until: null }).where('id', '=', id).where('fence', '=', fence).execute();
}
