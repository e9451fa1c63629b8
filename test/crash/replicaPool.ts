import type { CrashBundle } from './crashBundle';
import { startReplica, type Replica } from './replica';

/**
 * Processes of the sidecar. Each is used twice at most: fresh, as the one that finishes what another one has begun, and then, after it
 * has stopped serving, as one that begins and is killed. So every cell costs one start, and what takes over has never served before.
 */
export interface ReplicaPool {
  /** One that may have served another journal. */
  used(): Promise<Replica>;
  /** One that has served nothing. */
  fresh(): Promise<Replica>;
  /** Takes one back that has served and is not needed any more. */
  giveBack(replica: Replica): Promise<void>;
  close(): Promise<void>;
}

/** Makes a pool; close it in the end. */
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
