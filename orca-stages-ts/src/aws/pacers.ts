import type { Clock } from '../model/clock';
import type { PoolFigures } from '../model/poolFigures';
import { poolName, type Pace, type RatePool, type RateStore } from '../model/rateStore';
import { Pacer } from './pacer';

/** One pacer per account, region and pool. */
export class Pacers {
  private readonly pacers = new Map<string, { pool: RatePool; pacer: Pacer }>();

  constructor(
    private readonly clock: Clock,
    private readonly store: RateStore,
  ) {}

  /** The pacer for the calls of this pool, at the rate that came with the first of them. */
  of(pool: RatePool, pace: Pace): Pacer {
    const known = this.pacers.get(poolName(pool));
    if (known !== undefined) return known.pacer;
    const pacer = new Pacer(this.clock, this.store, pool, pace);
    this.pacers.set(poolName(pool), { pool, pacer });
    return pacer;
  }

  /** Every pool that has been used, for metrics. */
  figures(): PoolFigures[] {
    return [...this.pacers.values()].map(({ pool, pacer }) => ({ ...pool, ...pacer.figures() }));
  }

  /** Cancels all timers. */
  close(): void {
    for (const { pacer } of this.pacers.values()) pacer.close();
  }
}
