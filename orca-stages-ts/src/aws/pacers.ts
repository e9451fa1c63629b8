import type { Clock } from '../model/clock';
import { poolName, type QuotaPool, type RatePool, type RateStore } from '../model/rateStore';
import type { PoolFigures } from '../model/poolFigures';
import { Pacer } from './pacer';

/** Granted rates, as configured. */
export interface Rates {
  controlPlanePerSecond: number;
  controlPlaneBurst: number;
  getFunctionPerSecond: number;
  getFunctionBurst: number;
  getPolicyPerSecond: number;
  getPolicyBurst: number;
}

/** One pacer per account, region and pool. */
export class Pacers {
  private readonly pacers = new Map<string, { pool: RatePool; pacer: Pacer }>();

  constructor(
    private readonly clock: Clock,
    private readonly rates: Rates,
    private readonly store: RateStore,
  ) {}

  /** The pacer that calls of this pool go through. */
  of(accountId: string, region: string, pool: QuotaPool): Pacer {
    const key: RatePool = { accountId, region, pool };
    const known = this.pacers.get(poolName(key));
    if (known !== undefined) return known.pacer;
    const pacer = new Pacer(this.clock, this.store, key, {
      perSecond: this.rates[`${pool}PerSecond`],
      burst: this.rates[`${pool}Burst`],
    });
    this.pacers.set(poolName(key), { pool: key, pacer });
    return pacer;
  }

  /** Every pool that has been used, for metrics. */
  figures(): PoolFigures[] {
    return [...this.pacers.values()].map(({ pool, pacer }) => ({ ...pool, ...pacer.figures() }));
  }

  /** Takes all timers back. */
  close(): void {
    for (const { pacer } of this.pacers.values()) pacer.close();
  }
}
