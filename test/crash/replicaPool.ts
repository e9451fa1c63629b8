import type { CrashBundle } from './crashBundle';
import { startReplica, type Replica } from './replica';

/**
 * Processes of the sidecar. Each is used at most twice: fresh, as the one that finishes another one's work, and then,
 * after it has stopped serving, as one that starts work and is killed. So every cell costs one start, and the process
 * that takes over has never served before.
 */
export interface ReplicaPool {
  /** One that may have served another journal. */
  used(): Promise<Replica>;
  /** One that has served nothing. */
  fresh(): Promise<Replica>;
  /** Takes back one that has served and is not needed any more. */
  giveBack(replica: Replica): Promise<void>;
  close(): Promise<void>;
}

/** Creates a pool. Close it at the end. */
export function replicaPool(bundle: CrashBundle): ReplicaPool {
  const idle: Replica[] = [],
    all = new Set<Replica>();
  let closed = false;
  const fresh = async (): Promise<Replica> => {
    const replica = await startReplica(bundle);
    if (closed) await replica.kill();
    all.add(replica);
    void replica.died.then(() => {
      all.delete(replica);
    });
    return replica;
  };
  return {
    fresh,
    used: async () => idle.pop() ?? (await fresh()),
    async giveBack(replica) {
      await replica.stop();
      idle.push(replica);
    },
    async close() {
      closed = true;
      await Promise.all([...all].map((replica) => replica.kill()));
    },
  };
}
