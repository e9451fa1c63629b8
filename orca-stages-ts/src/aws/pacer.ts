import type { Clock } from '../model/clock';
import type { PacerFigures } from '../model/poolFigures';
import {
  FARTHEST_START_MS,
  grantedPerSecond,
  type LoweredRate,
  type Pace,
  type RatePool,
  type RateStore,
} from '../model/rateStore';

/**
 * How many starts to reserve at a time, expressed as time at the current rate: few enough that a process that dies
 * loses little, and that others get their turn soon.
 */
const BATCH_MS = 500;
/** Reserves new starts this long before the last one, so that there is no gap while the store responds. */
const AHEAD_MS = 200;
/** A reserved slot this overdue (for example after a pause) is dropped: AWS may have granted it to others since. */
const MISSED_MS = 1_000;

/**
 * One pool of AWS's quotas: calls start in arrival order, at the times that the store reserves. Not a rate limiter from
 * npm: the budget is shared by replicas through the journal, drops when AWS throttles, and runs on the engine's clock;
 * we know of none that does all three.
 */
export class Pacer {
  private readonly waiting: (() => void)[] = [];
  private slots: number[] = [];
  private lowered: LoweredRate | undefined;
  private reserving = false;
  private throttles = 0;
  private closed = false;
  private cancelTimer = (): void => undefined;

  /** The store must not reject. */
  constructor(
    private readonly clock: Clock,
    private readonly store: RateStore,
    private readonly pool: RatePool,
    private readonly pace: Pace,
  ) {}

  /** Resolves when the next call may start; first come, first served. */
  take(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.startDue();
    });
  }

  /** AWS answered 429 to a call with that start: starts that were reserved at the old rate are dropped. */
  async throttled(startedAtMs: number): Promise<void> {
    this.throttles++;
    const lowered = await this.store.throttled(this.pool, this.pace, startedAtMs);
    if (lowered === undefined) return;
    this.lowered = lowered;
    this.slots = [];
    this.startDue();
  }

  /** The state of the pool, as far as this process knows it. */
  figures(): PacerFigures {
    return { perSecond: this.perSecond(), waiting: this.waiting.length, throttles: this.throttles };
  }

  /** Cancels the timer; waiting calls never start. */
  close(): void {
    this.closed = true;
    this.cancelTimer();
  }

  private perSecond(): number {
    return grantedPerSecond(this.pace, this.lowered, this.clock.now());
  }

  private startDue(): void {
    this.cancelTimer();
    if (this.closed) return;
    const now = this.clock.now();
    this.slots = this.slots.filter((at) => at > now - MISSED_MS && at < now + FARTHEST_START_MS);
    while (this.waiting.length > 0 && (this.slots[0] ?? Infinity) <= now) {
      this.slots.shift();
      this.waiting.shift()?.();
    }
    const isShort = this.waiting.length > this.slots.length && !this.reserving;
    const askAt = (this.slots.at(-1) ?? -Infinity) - AHEAD_MS;
    if (isShort && askAt <= now) void this.reserve();
    // A start that nobody waits for is kept for the next call; waking for it would not end.
    const nextStartAt = this.waiting.length > 0 ? (this.slots[0] ?? Infinity) : Infinity;
    const wakeAt = Math.min(nextStartAt, isShort && askAt > now ? askAt : Infinity);
    if (wakeAt < Infinity)
      this.cancelTimer = this.clock.at(wakeAt, () => {
        this.startDue();
      });
  }

  private async reserve(): Promise<void> {
    this.reserving = true;
    const count = Math.min(
      this.waiting.length - this.slots.length,
      Math.max(1, Math.floor((this.perSecond() * BATCH_MS) / 1000)),
    );
    const lowered = this.lowered;
    const taken = await this.store.reserve(this.pool, this.pace, count).finally(() => {
      this.reserving = false;
    });
    // There was a throttle in the meantime: starts that were requested before it are dropped as well.
    if (this.lowered === lowered) {
      this.lowered = taken.lowered;
      // Starts that were saved up may happen now. Whole milliseconds, because timers don't take fractions.
      const now = this.clock.now();
      for (let index = 0; index < count; index++)
        this.slots.push(Math.max(now, Math.ceil(taken.firstAtMs + index * taken.stepMs)));
    }
    this.startDue();
  }
}
