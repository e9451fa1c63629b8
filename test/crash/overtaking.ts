import type { CheckpointPoint } from '../../orca-stages-ts/src/engine';
import type { CrashWorld } from './crashWorld';
import type { Replica } from './replica';

/**
 * Notices that a replica has taken over from one that lives: with a lease of half a second, one that gets no time from a busy machine is
 * taken for dead. That is proved elsewhere; here it would make another cell of it, so the cell is tried again.
 */
export interface Overtaking {
  /** The process stays where it is until it is killed: whatever another one does meanwhile is overtaking. */
  stays(replica: Replica): void;
  has(): boolean;
}

/** Between these and the next checkpoint the operation is in the hands of one replica. */
const MIDDLE: ReadonlySet<CheckpointPoint> = new Set(['beforePlan', 'afterObserve', 'beforeIntent', 'afterIntent']);
/** What an operation comes to once, unless it is taken over. */
const ONCE: ReadonlySet<CheckpointPoint> = new Set(['beforePlan', 'afterIntent']);

/** Looks at every checkpoint of every process of the world. */
export function watchForOvertaking(world: CrashWorld): Overtaking {
  const inMiddle = new Map<Replica, boolean>(), cameFirst = new Map<string, Replica>();
  let overtaken = false;
  world.listen((replica, message) => {
    if (message.kind !== 'at') return;
    const key = `${message.point} ${message.step}`, first = cameFirst.get(key) ?? replica;
    cameFirst.set(key, first);
    const isOther = (other: Replica): boolean => other !== replica && other.alive();
    if ((ONCE.has(message.point) && isOther(first)) || [...inMiddle].some(([other, is]) => is && isOther(other))) overtaken = true;
    inMiddle.set(replica, MIDDLE.has(message.point));
  });
  return { stays: (replica) => { inMiddle.set(replica, true); }, has: () => overtaken };
}
