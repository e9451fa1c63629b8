import { say, type SayingValues } from 'stage-contract';
import { progressColumns } from '../journal/documents/wordedColumns';
import type { JournalledOperation, OperationRow } from '../journal/queries/loadOperation';
import type { BusyPlaces } from './busyPlaces';

/** What a replica is working on. */
interface Work {
  now: number;
  busy: { readonly size: number; has(id: string): boolean };
  /** How many operations it works on at most. */
  most: number;
  places: BusyPlaces;
  /** Whether stages of a type change functions; the others call them. */
  locksTarget(type: string): boolean;
}

/**
 * An operation as a poll shows it: one that is due, but has no room on this replica, says what it waits for. That is
 * computed on reading, so that waiting costs no writes.
 */
export function shownWaiting(found: JournalledOperation, work: Work): JournalledOperation {
  const wait = waitOf(found.operation, work);
  return wait === undefined
    ? found
    : { ...found, operation: { ...found.operation, ...progressColumns(say('waitingForRoom', wait)) } };
}

function waitOf(
  operation: OperationRow,
  { now, busy, most, places, locksTarget }: Work,
): SayingValues['waitingForRoom'] | undefined {
  const { id, status, due_at, lease_until, phase, cancel_requested_at, stage_type } = operation;
  if (status !== 'RUNNING' || due_at > now || (lease_until ?? 0) >= now || busy.has(id)) return undefined;
  // Urgent work doesn't wait for room.
  if (phase === 'recovering' || cancel_requested_at !== null) return undefined;
  if (places.isFull(operation))
    return { running: places.inRoomOf(operation), room: locksTarget(stage_type) ? 'changes' : 'calls' };
  return busy.size < most ? undefined : { running: busy.size, room: 'process' };
}
