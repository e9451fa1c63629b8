import { BusyPlaces } from './busyPlaces';
import { PRODUCTION_TIMING, retryAfterMs, stageTimeoutOf } from './timing';

describe("a stage's own timeout", () => {
  it.each<[unknown, number]>([
    [7_200_000, 7_200_000],
    ['7200000', 7_200_000],
    [0.5, 0.5],
    [0, 99],
    [-1, 99],
    ['soon', 99],
    [Infinity, 99],
    [undefined, 99],
  ])('%p is read as %p ms', (stageTimeoutMs, expected) => {
    expect(stageTimeoutOf({ stageTimeoutMs }, 99)).toBe(expected);
  });
});

describe('the wait before another try', () => {
  it.each([
    [1, 250],
    [2, 500],
    [3, 1_000],
    [6, 8_000],
    [7, 10_000],
    [1_000, 10_000],
  ])('doubles up to a limit: after try %i, %i ms', (tries, expected) => {
    expect(retryAfterMs(PRODUCTION_TIMING, tries, 0)).toBe(expected);
  });

  it('is spread over a quarter, so that many do not come back at once', () => {
    expect([0, 0.5, 1].map((random) => retryAfterMs(PRODUCTION_TIMING, 7, random))).toEqual([10_000, 8_750, 7_500]);
  });

  it('is in whole milliseconds', () => {
    expect(retryAfterMs(PRODUCTION_TIMING, 1, 0.01)).toBe(249);
  });
});

describe('the places where operations run', () => {
  const here = { account: 'a', region: 'us-east-1' },
    there = { account: 'a', region: 'eu-west-1' },
    elsewhere = { account: 'b', region: 'us-east-1' };

  it('are full when as many run there as may', () => {
    const places = new BusyPlaces(2);
    places.enter(here);
    const before = places.isFull(here);

    places.enter(here);

    expect([before, places.isFull(here), places.full()]).toEqual([false, true, [here]]);
  });

  it('are counted by account and region', () => {
    const places = new BusyPlaces(1);
    places.enter(here);

    expect([places.isFull(there), places.isFull(elsewhere)]).toEqual([false, false]);
  });

  it('have room again when one has left', () => {
    const places = new BusyPlaces(2);
    for (let count = 0; count < 3; count++) places.enter(here);

    places.leave(here);
    const still = places.full();
    places.leave(here);

    expect([still, places.full(), places.isFull(here)]).toEqual([[here], [], false]);
    places.leave(here);
    places.enter(here);
    expect(places.isFull(here)).toBe(false);
  });
});
