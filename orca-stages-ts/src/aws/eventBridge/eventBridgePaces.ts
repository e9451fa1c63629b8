import type { Pace } from '../../model/rateStore';

/** Rates, as configured. */
export interface EventBridgeRates {
  putEventsPerSecond: number;
  putEventsBurst: number;
}

/** EventBridge limits PutEvents per account and region. Source: AWS's EventBridge quotas. */
export type EventBridgePool = 'putEvents';

/** The rate of each pool. */
export const eventBridgePaces = (rates: EventBridgeRates): Record<EventBridgePool, Pace> => ({
  putEvents: { perSecond: rates.putEventsPerSecond, burst: rates.putEventsBurst },
});
