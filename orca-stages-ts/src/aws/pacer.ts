import type { Clock } from '../engine/clock';

/** How fast one pool of AWS's quotas may be used. */
export interface Pace { perSecond: number; burst: number }

/** Seconds until the full rate is granted again after AWS has throttled. */
const RECOVERY_SECONDS = 60;
const SLOWEST_PER_SECOND = 0.5;

/**
 * A token bucket that lets calls start in order, at a rate that falls by half when AWS throttles and recovers within a minute.
 * Our own because it runs on the injected clock (tests pass hours in milliseconds) and its rate moves; the libraries looked at read the machine's time.
 */
export class Pacer {
  private readonly waiting: (() => void)[] = [];
  private tokens: number;
  private countedAtMs: number;
  private lowered: { perSecond: number; atMs: number } | undefined;
  private takeBackTimer: (() => void) | undefined;

  constructor(private readonly clock: Clock, private readonly pace: Pace) {
    this.tokens = pace.burst;
    this.countedAtMs = clock.now();
  }

  /** Resolves when the next call may start; first come, first served. */
  take(): Promise<void> {
    this.refill();
    if (this.waiting.length === 0 && this.tokens >= 1) {
      this.tokens -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.schedule();
    });
  }

  /** AWS answered 429: others use the same quota, so wait for a token and go on at half the rate. */
  throttled(): void {
    this.refill();
    this.tokens = Math.min(this.tokens, 0);
    this.lowered = { perSecond: Math.max(SLOWEST_PER_SECOND, this.perSecond() / 2), atMs: this.clock.now() };
  }

  /** Calls per second granted now. */
  perSecond(): number {
    if (this.lowered === undefined) return this.pace.perSecond;
    const recovered = Math.min(1, (this.clock.now() - this.lowered.atMs) / (RECOVERY_SECONDS * 1000));
    return this.lowered.perSecond + (this.pace.perSecond - this.lowered.perSecond) * recovered;
  }

  /** Takes its timer back; calls that wait never start. */
  close(): void {
    this.takeBackTimer?.();
    this.takeBackTimer = undefined;
  }

  private refill(): void {
    const now = this.clock.now();
    this.tokens = Math.min(this.pace.burst, this.tokens + ((now - this.countedAtMs) / 1000) * this.perSecond());
    this.countedAtMs = now;
  }

  private schedule(): void {
    if (this.takeBackTimer !== undefined || this.waiting.length === 0) return;
    const waitMs = Math.max(1, Math.ceil(((1 - this.tokens) / this.perSecond()) * 1000));
    this.takeBackTimer = this.clock.at(this.clock.now() + waitMs, () => {
      this.takeBackTimer = undefined;
      this.refill();
      // A hair's breadth under 1 is rounding, not a missing token.
      while (this.waiting.length > 0 && this.tokens >= 0.999) {
        this.tokens -= 1;
        this.waiting.shift()?.();
      }
      this.schedule();
    });
  }
}
