import type { Pace } from '../../model/rateStore';

/** Rates, as configured. */
export interface LambdaRates {
  controlPlanePerSecond: number;
  controlPlaneBurst: number;
  getFunctionPerSecond: number;
  getFunctionBurst: number;
  getPolicyPerSecond: number;
  getPolicyBurst: number;
}

/**
 * AWS's control-plane quota pools, per account and region. Invoke is limited by concurrency instead. Source: AWS's
 * Lambda quotas.
 */
export type LambdaPool = 'getFunction' | 'getPolicy' | 'controlPlane';

/** The rate of each pool. */
export const lambdaPaces = (rates: LambdaRates): Record<LambdaPool, Pace> => ({
  controlPlane: { perSecond: rates.controlPlanePerSecond, burst: rates.controlPlaneBurst },
  getFunction: { perSecond: rates.getFunctionPerSecond, burst: rates.getFunctionBurst },
  getPolicy: { perSecond: rates.getPolicyPerSecond, burst: rates.getPolicyBurst },
});
