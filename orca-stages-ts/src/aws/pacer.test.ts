import { manualClock } from '../testing/manualClock';
import { Pacer } from './pacer';

/** Starts calls and notes when each was let through, in ms since the start. */
function startTimes(clock: ReturnType<typeof manualClock>, pacer: Pacer, count: number): number[] {
  const begin = clock.now();
  const times: number[] = [];
  for (let call = 0; call < count; call++) void pacer.take().then(() => times.push(clock.now() - begin));
  return times;
}

describe('Pacer', () => {
  it('lets a burst through at once, and then one call after the other at the granted rate', async () => {
    const clock = manualClock();
    const times = startTimes(clock, new Pacer(clock, { perSecond: 10, burst: 3 }), 8);

    await clock.advance(2000);

    expect(times).toEqual([0, 0, 0, 100, 200, 300, 400, 500]);
  });

  it('saves up no more than a burst in a pause', async () => {
    const clock = manualClock();
    const pacer = new Pacer(clock, { perSecond: 10, burst: 2 });
    startTimes(clock, pacer, 2);
    await clock.advance(60_000);
    const times = startTimes(clock, pacer, 4);

    await clock.advance(1000);

    expect(times).toEqual([0, 0, 100, 200]);
  });

  it('starts exactly the granted number of calls in a long run', async () => {
    const clock = manualClock();
    const times = startTimes(clock, new Pacer(clock, { perSecond: 7, burst: 1 }), 1000);

    await clock.advance(60_000);

    expect(times.length).toBeGreaterThanOrEqual(7 * 60 * 0.95);
    expect(times.length).toBeLessThanOrEqual(7 * 60 + 1);
  });

  it('halves its rate when AWS throttles, and grants the full rate again after a minute', async () => {
    const clock = manualClock();
    const pacer = new Pacer(clock, { perSecond: 10, burst: 5 });

    pacer.throttled();
    const lowered = pacer.perSecond();
    pacer.throttled();
    const twice = pacer.perSecond();
    await clock.advance(30_000);
    const halfway = pacer.perSecond();
    await clock.advance(30_000);

    expect([lowered, twice, halfway, pacer.perSecond()]).toEqual([5, 2.5, 6.25, 10]);
  });

  it('makes the next call wait after a throttle, whatever was saved up', async () => {
    const clock = manualClock();
    const pacer = new Pacer(clock, { perSecond: 10, burst: 5 });
    pacer.throttled();

    const times = startTimes(clock, pacer, 1);
    await clock.advance(1000);

    expect(times[0]).toBeGreaterThanOrEqual(190);
  });

  it('never stops altogether', async () => {
    const clock = manualClock();
    const pacer = new Pacer(clock, { perSecond: 1, burst: 1 });

    for (let time = 0; time < 20; time++) pacer.throttled();

    expect(pacer.perSecond()).toBeGreaterThanOrEqual(0.5);
  });
});
