import type { RatePool, RateStore } from '../model/rateStore';
import { manualClock, type ManualClock } from '../testing/manualClock';
import { MemoryRates } from './memoryRates';
import { Pacer } from './pacer';
import { FallbackRates } from './fallbackRates';

const POOL: RatePool = { accountId: '123456789012', region: 'us-east-1', pool: 'controlPlane' };
const PACE = { perSecond: 10, burst: 5 };

describe('FallbackRates', () => {
  let clock: ManualClock;
  let shared: MemoryRates;
  let asked: number;
  let heard: string[];
  let state: 'there' | 'refusing' | 'silent';
  beforeEach(() => {
    clock = manualClock();
    shared = new MemoryRates(clock);
    asked = 0;
    heard = [];
    state = 'there';
  });

  const answer = <T>(ask: () => Promise<T>): Promise<T> => {
    asked++;
    if (state === 'silent') return new Promise(() => undefined);
    return state === 'there' ? ask() : Promise.reject(new Error('the database is away'));
  };
  const faulty: RateStore = {
    reserve: (...of) => answer(() => shared.reserve(...of)),
    throttled: (...of) => answer(() => shared.throttled(...of)),
  };
  const newPacer = (): Pacer =>
    new Pacer(
      clock,
      new FallbackRates(faulty, new MemoryRates(clock), clock, (reason) => {
        heard.push(reason);
      }),
      POOL,
      PACE,
    );
  const startTimes = (pacer: Pacer, count: number): number[] => {
    const times: number[] = [];
    for (let call = 0; call < count; call++) void pacer.take().then(() => times.push(clock.now()));
    return times;
  };

  it.each(['refusing', 'silent'] as const)(
    'let calls go on at a quarter of the pace while the store is %s, without asking it for each',
    async (how) => {
      state = how;
      const pacer = newPacer();
      const times = startTimes(pacer, 1000);

      await clock.advance(20_000);

      expect(times.length).toBeGreaterThanOrEqual(how === 'refusing' ? 48 : 40);
      expect(times.length).toBeLessThanOrEqual(51);
      expect(pacer.figures().perSecond).toBeCloseTo(2.5, 0);
      expect(asked).toBeLessThanOrEqual(11);
      expect(heard).toEqual([how === 'refusing' ? 'the database is away' : 'no response within 3000 ms']);
    },
  );

  it('share the pace again once the store answers', async () => {
    state = 'refusing';
    const [first, second] = [newPacer(), newPacer()];
    const times = [startTimes(first, 1000), startTimes(second, 1000)];
    await clock.advance(10_000);
    state = 'there';
    await clock.advance(3_000);
    const before = times.flat().length;

    await clock.advance(10_000);

    expect(times.flat().length - before).toBeGreaterThanOrEqual(98);
    expect(times.flat().length - before).toBeLessThanOrEqual(102);
    expect(first.figures().perSecond).toBe(10);
  });

  it('lower their own share when AWS throttles meanwhile', async () => {
    state = 'refusing';
    const pacer = newPacer();

    await pacer.throttled(clock.now());

    expect(pacer.figures()).toEqual({ perSecond: 1.25, waiting: 0, throttles: 1 });
  });
});
