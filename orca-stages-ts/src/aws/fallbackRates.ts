import type { Clock } from '../model/clock';
import type { LoweredRate, Pace, RatePool, RateStore, Slots } from '../model/rateStore';

/** A store that takes longer than this is considered unavailable: calls must not wait for it. */
const ANSWERS_WITHIN_MS = 3_000;
/** How often to check whether an unavailable store is back. */
const ASK_AGAIN_AFTER_MS = 2_000;
/**
 * This process's share of the rate while it can't see the others: four replicas stay within the configured rate
 * together, six within AWS's default quota.
 */
const SHARE = 4;

/**
 * Uses the shared rates while they are available. While they are not, this process uses a share of the rate on its own:
 * calls continue, and replicas together don't exceed AWS's quota.
 */
export class FallbackRates implements RateStore {
  private away = false;
  private asking = false;
  private askAgainAtMs = 0;

  /** Calls `onAway` with the reason each time the shared store becomes unavailable. */
  constructor(
    private readonly shared: RateStore,
    private readonly own: RateStore,
    private readonly clock: Clock,
    private readonly onAway: (reason: string) => void = () => undefined,
  ) {}

  reserve(pool: RatePool, pace: Pace, count: number): Promise<Slots> {
    return this.ask(
      () => this.shared.reserve(pool, pace, count),
      async () => {
        const slots = await this.own.reserve(pool, shareOf(pace), count);
        return { ...slots, lowered: { perSecond: 1000 / slots.stepMs, atMs: this.clock.now() } };
      },
    );
  }

  throttled(pool: RatePool, pace: Pace, startedAtMs: number): Promise<LoweredRate | undefined> {
    return this.ask(
      () => this.shared.throttled(pool, pace, startedAtMs),
      () => this.own.throttled(pool, shareOf(pace), startedAtMs),
    );
  }

  private async ask<Answer>(shared: () => Promise<Answer>, own: () => Promise<Answer>): Promise<Answer> {
    if (this.away) {
      this.askWhetherBack(shared);
      return own();
    }
    const asked = shared().then(
      (value) => ({ value }),
      (error: unknown) => ({ reason: error instanceof Error ? error.message : String(error) }),
    );
    const answer = (await this.withinLimit(asked)) ?? { reason: `no response within ${ANSWERS_WITHIN_MS} ms` };
    if ('value' in answer) return answer.value;
    if (!this.away) this.onAway(answer.reason);
    this.away = true;
    this.askAgainAtMs = this.clock.now() + ASK_AGAIN_AFTER_MS;
    return own();
  }

  /** Runs in the background; calls no longer wait for it. The start that it takes is dropped. */
  private askWhetherBack(shared: () => Promise<unknown>): void {
    if (this.asking || this.clock.now() < this.askAgainAtMs) return;
    this.asking = true;
    shared()
      .then(
        () => {
          this.away = false;
        },
        () => {
          this.askAgainAtMs = this.clock.now() + ASK_AGAIN_AFTER_MS;
        },
      )
      .finally(() => {
        this.asking = false;
      });
  }

  private async withinLimit<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
    let cancelTimer = (): void => undefined;
    const late = new Promise<undefined>((resolve) => {
      cancelTimer = this.clock.at(this.clock.now() + ANSWERS_WITHIN_MS, () => resolve(undefined));
    });
    return Promise.race([answer, late]).finally(() => cancelTimer());
  }
}

const shareOf = ({ perSecond }: Pace): Pace => ({ perSecond: perSecond / SHARE, burst: 1 });
