import type { Clock } from '../model/clock';
import {
  FARTHEST_START_MS,
  grantedPerSecond,
  poolName,
  SLOWEST_PER_SECOND,
  type LoweredRate,
  type Pace,
  type RatePool,
  type RateStore,
  type Slots,
} from '../model/rateStore';

interface PoolState {
  nextFreeAtMs: number;
  lowered: LoweredRate | undefined;
}

/**
 * Rates of one process: the generic cell rate algorithm, a token bucket that only stores the next free start. Our own,
 * because it runs on the injected clock (tests pass hours in milliseconds) and its rate changes. The libraries that we
 * looked at use the machine's clock, and rate-limiter-flexible counts in fixed windows.
 */
export class MemoryRates implements RateStore {
  private readonly states = new Map<string, PoolState>();

  constructor(private readonly clock: Clock) {}

  async reserve(pool: RatePool, pace: Pace, count: number): Promise<Slots> {
    const now = this.clock.now();
    const state = this.stateOf(pool);
    const stepMs = 1000 / grantedPerSecond(pace, state.lowered, now);
    const nextFreeAtMs = state.nextFreeAtMs > now + FARTHEST_START_MS ? now : state.nextFreeAtMs;
    const firstAtMs = Math.max(nextFreeAtMs, now - (pace.burst - 1) * stepMs);
    state.nextFreeAtMs = firstAtMs + count * stepMs;
    return { firstAtMs, stepMs, lowered: state.lowered };
  }

  async throttled(pool: RatePool, pace: Pace, startedAtMs: number): Promise<LoweredRate | undefined> {
    const now = this.clock.now();
    const state = this.stateOf(pool);
    if (state.lowered !== undefined && state.lowered.atMs >= startedAtMs && state.lowered.atMs <= now) return undefined;
    state.lowered = {
      perSecond: Math.max(SLOWEST_PER_SECOND, grantedPerSecond(pace, state.lowered, now) / 2),
      atMs: now,
    };
    state.nextFreeAtMs = Math.max(state.nextFreeAtMs, now + 1000 / state.lowered.perSecond);
    return state.lowered;
  }

  private stateOf(pool: RatePool): PoolState {
    const name = poolName(pool);
    const state = this.states.get(name) ?? { nextFreeAtMs: -Infinity, lowered: undefined };
    this.states.set(name, state);
    return state;
  }
}
