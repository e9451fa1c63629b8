import { fastClock } from './fastClock';

describe('the time of the demo', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000_000 });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('passes faster than that of the machine, and runs what is due in the order of its time', () => {
    const clock = fastClock(15);
    const ran: string[] = [];
    clock.at(clock.now() + 50_000, () => ran.push('later'));
    clock.at(clock.now() + 20_000, () => ran.push('sooner'));
    clock.at(clock.now() + 90_000, () => ran.push('not yet'));
    const cancel = clock.at(clock.now() + 30_000, () => ran.push('canceled'));
    cancel();

    jest.advanceTimersByTime(4_000);

    expect(clock.now()).toBe(1_060_000);
    expect(ran).toEqual(['sooner', 'later']);
    clock.setSpeed(100);
    jest.advanceTimersByTime(400);
    clock.close();
    expect(clock.now()).toBe(1_100_000);
    expect(ran).toEqual(['sooner', 'later', 'not yet']);
  });

  it('does not run what something due before it has canceled', () => {
    const clock = fastClock(15);
    const ran: string[] = [];
    let cancel = (): void => undefined;
    clock.at(clock.now() + 1, () => cancel());
    cancel = clock.at(clock.now() + 2, () => ran.push('canceled'));

    jest.advanceTimersByTime(1_000);
    clock.close();

    expect(ran).toEqual([]);
  });
});
