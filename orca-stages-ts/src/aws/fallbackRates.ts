import type { Clock } from '../model/clock';
import type { LoweredRate, Pace, RatePool, RateStore, Slots } from '../model/rateStore';

/** A store that answers later than this is away: calls must not stand still for it. */
const ANSWERS_WITHIN_MS = 3_000;
/** How often a store that is away is asked whether it is back. */
const ASK_AGAIN_AFTER_MS = 2_000;
/** Part of the pace while nobody knows what others do: four replicas keep to the pace together, six to what AWS grants by default. */
const SHARE = 4;

/** Shared rates for as long as they answer; while they do not, a share of the pace that this process counts for itself: no call stands still, and replicas do not overrun AWS. */
export class FallbackRates implements RateStore {
  private away = false;
  private asking = false;
  private askAgainAtMs = 0;

  /** `onAway` hears why each time that the shared store turns out to be away. */
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
    const answer = (await this.withinLimit(asked)) ?? { reason: `no answer within ${ANSWERS_WITHIN_MS} ms` };
    if ('value' in answer) return answer.value;
    if (!this.away) this.onAway(answer.reason);
    this.away = true;
    this.askAgainAtMs = this.clock.now() + ASK_AGAIN_AFTER_MS;
    return own();
  }

  /** Beside the calls, which wait for it no more; the start that it takes is forgone. */
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
