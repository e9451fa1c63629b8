import type { Pace } from '../../model/rateStore';

/** Rates, as configured. */
export interface SnsRates {
  publishPerSecond: number;
  publishBurst: number;
}

/** SNS limits messages per account and region; a FIFO topic has limits of its own. Source: AWS's SNS quotas. */
export type SnsPool = 'publish';

/** The rate of each pool. */
export const snsPaces = (rates: SnsRates): Record<SnsPool, Pace> => ({
  publish: { perSecond: rates.publishPerSecond, burst: rates.publishBurst },
});
