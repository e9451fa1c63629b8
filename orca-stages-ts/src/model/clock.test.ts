import { eventually } from 'strict-lambda/src/testing/eventually';
import { systemClock } from './clock';

const HOUR = 3_600_000;

afterEach(() => {
  jest.restoreAllMocks();
});

describe.each([
  ['ahead', HOUR],
  ['back', -HOUR],
])("the time of a process whose machine's clock is set %s by an hour", (_, setByMs) => {
  it('goes on as if nothing had happened', () => {
    const before = systemClock.now(),
      real = Date.now;
    jest.spyOn(Date, 'now').mockImplementation(() => real() + setByMs);

    const after = systemClock.now();

    expect(after).toBeGreaterThanOrEqual(before);
    expect(after - before).toBeLessThan(HOUR / 2);
  });

  it('calls back at its own time', async () => {
    const real = Date.now,
      dueAt = systemClock.now() + 20;
    jest.spyOn(Date, 'now').mockImplementation(() => real() + setByMs);
    let calledAt: number | undefined;
    systemClock.at(dueAt, () => {
      calledAt = systemClock.now();
    });

    const at = await eventually('the call', () => calledAt);

    expect(at).toBeGreaterThanOrEqual(dueAt);
  });
});
