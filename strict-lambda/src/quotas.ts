import type { QuotaRate, Quotas } from './strictLambda';

/** The pool that an operation draws from; Invoke is limited by concurrency instead. */
export type QuotaPool = keyof Quotas;

/** AWS's quotas in requests per second: Lambda's control plane, then CloudWatch's, each operation of which has its own; those of SNS and EventBridge are those of the regions with the lowest ones. */
export const awsQuotas: Quotas = {
  getFunction: 100,
  getPolicy: 15,
  controlPlane: 15,
  describeAlarms: 9,
  getMetricData: 50,
  putMetricData: 500,
  putMetricAlarm: 3,
  setAlarmState: 3,
  deleteAlarms: 3,
  publish: 300,
  putEvents: 400,
};

/** Token buckets per account, region and pool. Each holds one second's worth unless its burst says otherwise. */
export class QuotaMeter {
  private rates: Quotas | 'unlimited' = awsQuotas;
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Sets the rates; pools that aren't named get AWS's. Refills every bucket. */
  setRates(quotas: Partial<Quotas> | 'unlimited'): void {
    this.rates = quotas === 'unlimited' ? quotas : { ...awsQuotas, ...quotas };
    this.buckets.clear();
  }

  /** Takes a token; false means that AWS would respond with 429. */
  take(place: string, pool: QuotaPool): boolean {
    if (this.rates === 'unlimited') return true;
    const { perSecond, burst } = bucketOf(this.rates[pool]);
    const key = `${place}/${pool}`;
    const now = this.now();
    const bucket = this.buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    const granted = tokens >= 1;
    this.buckets.set(key, { tokens: granted ? tokens - 1 : tokens, at: now });
    return granted;
  }
}

const bucketOf = (rate: QuotaRate): { perSecond: number; burst: number } =>
  typeof rate === 'number' ? { perSecond: rate, burst: rate } : rate;
