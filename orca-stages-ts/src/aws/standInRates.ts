import type { Clock } from '../engine/clock';
import type { LoweredRate, Pace, RatePool, RateStore, Slots } from './rateStore';

/** A store that answers later than this is away: calls must not stand still for it. */
const ANSWERS_WITHIN_MS = 1_000;
/** How long a store that was away is left alone. */
const ASK_AGAIN_AFTER_MS = 2_000;
/** Part of the pace while nobody knows what others do: four replicas keep to the pace together, six to what AWS grants by default. */
const SHARE = 4;

/** Shared rates for as long as they answer; while they do not, a share of the pace that this process counts for itself: no call stands still, and replicas do not overrun AWS. */
export class StandInRates implements RateStore {
  private awayUntilMs = -Infinity;

  constructor(private readonly shared: RateStore, private readonly own: RateStore, private readonly clock: Clock) {}

  reserve(pool: RatePool, pace: Pace, count: number): Promise<Slots> {
    return this.ask(() => this.shared.reserve(pool, pace, count), async () => {
      const slots = await this.own.reserve(pool, shareOf(pace), count);
      return { ...slots, lowered: { perSecond: 1000 / slots.stepMs, atMs: this.clock.now() } };
    });
  }

  throttled(pool: RatePool, pace: Pace, startedAtMs: number): Promise<LoweredRate | undefined> {
    return this.ask(() => this.shared.throttled(pool, pace, startedAtMs), () => this.own.throttled(pool, shareOf(pace), startedAtMs));
  }

  private async ask<Answer>(shared: () => Promise<Answer>, own: () => Promise<Answer>): Promise<Answer> {
    if (this.clock.now() < this.awayUntilMs) return own();
    const answer = await this.withinLimit(shared().then((value) => ({ value }), () => undefined));
    if (answer !== undefined) return answer.value;
    this.awayUntilMs = this.clock.now() + ASK_AGAIN_AFTER_MS;
    return own();
  }

  private async withinLimit<Answer>(answer: Promise<Answer | undefined>): Promise<Answer | undefined> {
    let takeBack = (): void => undefined;
    const late = new Promise<undefined>((resolve) => { takeBack = this.clock.at(this.clock.now() + ANSWERS_WITHIN_MS, () => resolve(undefined)); });
    return Promise.race([answer, late]).finally(() => takeBack());
  }
}

const shareOf = ({ perSecond }: Pace): Pace => ({ perSecond: perSecond / SHARE, burst: 1 });
