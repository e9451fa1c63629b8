import type { Pace, RatePool, RateStore } from '../model/rateStore';
import { manualClock, type ManualClock } from '../testing/manualClock';
import { MemoryRates } from './memoryRates';
import { Pacer } from './pacer';

const POOL: RatePool = { accountId: '123456789012', region: 'us-east-1', pool: 'controlPlane' };

/** Starts calls and notes when each was let through, in ms since the start. */
function startTimes(clock: ManualClock, pacer: Pacer, count: number): number[] {
  const begin = clock.now();
  const times: number[] = [];
  for (let call = 0; call < count; call++) void pacer.take().then(() => times.push(clock.now() - begin));
  return times;
}

/** The most calls that any second has seen. */
const mostInASecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));

describe('Pacer', () => {
  let clock: ManualClock;
  let store: MemoryRates;
  beforeEach(() => {
    clock = manualClock();
    store = new MemoryRates(clock);
  });
  const pacerOf = (pace: Pace, over: RateStore = store): Pacer => new Pacer(clock, over, POOL, pace);

  it('lets a burst through at once, and then one call after the other at the granted rate', async () => {
    const times = startTimes(clock, pacerOf({ perSecond: 10, burst: 3 }), 8);

    await clock.advance(2000);

    expect(times).toEqual([0, 0, 0, 100, 200, 300, 400, 500]);
  });

  it('saves up no more than a burst in a pause', async () => {
    const pacer = pacerOf({ perSecond: 10, burst: 2 });
    startTimes(clock, pacer, 2);
    await clock.advance(60_000);
    const times = startTimes(clock, pacer, 4);

    await clock.advance(1000);

    expect(times).toEqual([0, 0, 100, 200]);
  });

  it('lets a burst through that takes long to save up', async () => {
    const times = startTimes(clock, pacerOf({ perSecond: 1, burst: 100 }), 101);

    await clock.advance(1000);

    expect(times).toEqual([...Array.from({ length: 100 }, () => 0), 1000]);
  });

  it.each([7, 10, 80])(
    'starts all of the granted calls in a long run at %i per second, and no more',
    async (perSecond) => {
      const times = startTimes(clock, pacerOf({ perSecond, burst: 1 }), 5000);

      await clock.advance(60_000);

      expect(times.length).toBeGreaterThanOrEqual(perSecond * 60 * 0.98);
      expect(mostInASecond(times)).toBeLessThanOrEqual(perSecond);
    },
  );

  it('halves its rate when AWS throttles, and grants the full rate again after a minute', async () => {
    const pacer = pacerOf({ perSecond: 10, burst: 5 });

    await pacer.throttled(clock.now());
    const lowered = pacer.figures().perSecond;
    await pacer.throttled(clock.now() + 1);
    const twice = pacer.figures().perSecond;
    await clock.advance(30_000);
    const halfway = pacer.figures().perSecond;
    await clock.advance(30_000);

    expect([lowered, twice, halfway, pacer.figures().perSecond]).toEqual([5, 2.5, 6.25, 10]);
  });

  it('takes throttles of calls that were under way together as one', async () => {
    const pacer = pacerOf({ perSecond: 10, burst: 5 });
    const startedAt = clock.now();
    await clock.advance(50);

    for (let call = 0; call < 12; call++) await pacer.throttled(startedAt);

    expect(pacer.figures()).toEqual({ perSecond: 5, waiting: 0, throttles: 12 });
  });

  it('makes the next call wait after a throttle, whatever was saved up', async () => {
    const pacer = pacerOf({ perSecond: 10, burst: 5 });
    await pacer.throttled(clock.now());

    const times = startTimes(clock, pacer, 1);
    await clock.advance(1000);

    expect(times).toEqual([200]);
  });

  it('forgoes starts of the old rate that calls were waiting for', async () => {
    const pacer = pacerOf({ perSecond: 10, burst: 1 });
    const times = startTimes(clock, pacer, 20);
    await clock.advance(250);

    await pacer.throttled(clock.now());
    await clock.advance(3_000);

    expect(times.slice(0, 3)).toEqual([0, 100, 200]);
    expect((times[3] ?? 0) - 250).toBeGreaterThanOrEqual(190);
    expect(mostInASecond(times.slice(3))).toBeLessThanOrEqual(6);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])(
    'does not wake again and again for a start that nobody waits for any more, with a throttle %i turns after the call',
    async (turns) => {
      const pacer = pacerOf({ perSecond: 1000, burst: 1000 });
      const times = startTimes(clock, pacer, 2);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await pacer.throttled(clock.now());

      await clock.advance(10_000);

      expect(times).toHaveLength(2);
      expect(clock.nextAt()).toBeUndefined();
    },
  );

  it('never stops altogether', async () => {
    const pacer = pacerOf({ perSecond: 1, burst: 1 });

    for (let time = 0; time < 20; time++) await pacer.throttled(clock.now() + 1);

    expect(pacer.figures().perSecond).toBe(0.5);
  });

  it('goes on at once when the clock is put back by an hour', async () => {
    let wrongMs = 3_600_000;
    const wrong = {
      now: () => clock.now() + wrongMs,
      at: (timeMs: number, run: () => void) => clock.at(timeMs - wrongMs, run),
    };
    const pacer = new Pacer(wrong, new MemoryRates(wrong), POOL, { perSecond: 10, burst: 1 });
    await pacer.throttled(wrong.now());
    startTimes(clock, pacer, 3);
    await clock.advance(10_000);
    wrongMs = 0;

    const times = startTimes(clock, pacer, 3);
    await clock.advance(2_000);

    expect(times).toHaveLength(3);
  });

  it('forgoes starts that it missed by more than a second, as a process does that stood still', async () => {
    const pacer = pacerOf({ perSecond: 10, burst: 1 });
    let stoodStillMs = 0;
    const still = { now: () => clock.now() + stoodStillMs, at: clock.at };
    const asleep = new Pacer(still, store, POOL, { perSecond: 10, burst: 1 });
    startTimes(clock, asleep, 6);
    await clock.settle();
    stoodStillMs = 5_000;
    const times = startTimes(clock, pacer, 30);

    await clock.advance(2_000);

    expect(mostInASecond(times)).toBeLessThanOrEqual(10);
  });

  describe('of several processes over one store', () => {
    it.each([2, 5])('keep to the granted rate together, and let nobody starve (%i)', async (processes) => {
      const all = Array.from({ length: processes }, () => startTimes(clock, pacerOf({ perSecond: 10, burst: 5 }), 200));

      await clock.advance(20_000);

      expect(mostInASecond(all.flat())).toBeLessThanOrEqual(15);
      expect(all.flat().length).toBeGreaterThanOrEqual(200);
      expect(Math.min(...all.map((times) => times.length))).toBeGreaterThanOrEqual((0.8 * 200) / processes);
    });

    it('serve one that has a single call soon, though others have hundreds waiting', async () => {
      startTimes(clock, pacerOf({ perSecond: 10, burst: 5 }), 500);
      startTimes(clock, pacerOf({ perSecond: 10, burst: 5 }), 500);
      await clock.advance(5_000);

      const times = startTimes(clock, pacerOf({ perSecond: 10, burst: 5 }), 1);
      await clock.advance(2_000);

      expect(times).toHaveLength(1);
    });

    it("lose with one that dies no more than half a second's calls, once", async () => {
      const dying = pacerOf({ perSecond: 10, burst: 1 });
      const before = startTimes(clock, dying, 1000);
      const times = startTimes(clock, pacerOf({ perSecond: 10, burst: 1 }), 1000);
      await clock.advance(10_000);
      dying.close();

      await clock.advance(50_000);

      expect(before.length + times.length).toBeGreaterThanOrEqual(600 - 10);
    });

    it('all slow down within half a second of a throttle that one has met, and recover together', async () => {
      const [first, second] = [pacerOf({ perSecond: 10, burst: 1 }), pacerOf({ perSecond: 10, burst: 1 })];
      const times = [startTimes(clock, first, 2000), startTimes(clock, second, 2000)];
      await clock.advance(10_000);

      await first.throttled(clock.now());
      await clock.advance(1_000);
      const slow = times.flat().length;
      await clock.advance(5_000);
      const slowCalls = times.flat().length - slow;
      const lowered = [first.figures().perSecond, second.figures().perSecond];
      await clock.advance(60_000);
      const recovered = times.flat().length;
      await clock.advance(10_000);

      expect(slowCalls).toBeLessThanOrEqual(29);
      expect(lowered).toEqual([5.5, 5.5]);
      expect(times.flat().length - recovered).toBeGreaterThanOrEqual(98);
      expect(mostInASecond(times.flat())).toBeLessThanOrEqual(10);
    });
  });
});
