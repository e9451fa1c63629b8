import { Pool, type PoolConfig } from 'pg';

/** Connection pools that report whether a query is being answered. */
export interface WatchedPools {
  /** Makes a pool, as `openJournal` wants it. */
  makePool(config: PoolConfig): Pool;
  isBusy(): boolean;
}

/** Pools for the journals of one bench; with SQLite, no pool is ever made and nothing is busy. */
export function watchedPools(): WatchedPools {
  const pools: Pool[] = [];
  return {
    makePool(config) {
      const pool = new Pool(config);
      pools.push(pool);
      return pool;
    },
    isBusy: () => pools.some((pool) => pool.waitingCount > 0 || pool.totalCount > pool.idleCount),
  };
}
