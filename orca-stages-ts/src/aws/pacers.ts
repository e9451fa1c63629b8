import type { Clock } from '../engine/clock';
import { Pacer } from './pacer';

/** AWS's pools of control-plane quotas per account and region; Invoke is limited by concurrency instead. Source: AWS's Lambda quotas. */
export type QuotaPool = 'getFunction' | 'getPolicy' | 'controlPlane';

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
  private readonly pacers = new Map<string, Pacer>();

  constructor(private readonly clock: Clock, private readonly rates: Rates) {}

  /** The pacer that calls of this pool go through. */
  of(accountId: string, region: string, pool: QuotaPool): Pacer {
    const key = `${accountId}/${region}/${pool}`;
    const pacer = this.pacers.get(key) ?? new Pacer(this.clock, { perSecond: this.rates[`${pool}PerSecond`], burst: this.rates[`${pool}Burst`] });
    this.pacers.set(key, pacer);
    return pacer;
  }

  /** Takes all timers back. */
  close(): void {
    for (const pacer of this.pacers.values()) pacer.close();
  }
}
