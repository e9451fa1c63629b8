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
  const accounts = [
    { name: 'a', accountId: '123456789012' },
    { name: 'b', accountId: '210987654321' },
    { name: 'also-b', accountId: '210987654321' },
  ];
  const at = (account: string, stage_type: string, region = 'us-east-1') => ({ account, region, stage_type });
  const places = (): BusyPlaces => new BusyPlaces(2, [['Route', 'Delete'], ['Invoke']], accounts);

  it('are full when as many run there as may, by account, region and room', () => {
    const busy = places();
    busy.enter(at('a', 'Route'));
    const before = busy.isFull(at('a', 'Delete'));

    busy.enter(at('a', 'Delete'));

    expect(before).toBe(false);
    expect(busy.full()).toEqual([{ account: 'a', region: 'us-east-1', types: ['Route', 'Delete'] }]);
    expect(
      [at('a', 'Route'), at('a', 'Invoke'), at('b', 'Route'), at('a', 'Route', 'eu-west-1')].map((one) =>
        busy.isFull(one),
      ),
    ).toEqual([true, false, false, false]);
  });

  it('are shared by all names of an AWS account', () => {
    const busy = places();
    busy.enter(at('b', 'Route'));
    busy.enter(at('also-b', 'Route'));

    expect(busy.full()).toEqual(
      ['b', 'also-b'].map((account) => ({ account, region: 'us-east-1', types: ['Route', 'Delete'] })),
    );
    expect(['a', 'b', 'also-b'].map((account) => busy.isFull(at(account, 'Route')))).toEqual([false, true, true]);
  });

  it('have room again when one of them ends', () => {
    const busy = places();
    for (const type of ['Route', 'Delete', 'Invoke']) busy.enter(at('a', type));

    busy.leave(at('a', 'Delete'));
    const left = busy.full();
    busy.leave(at('a', 'Route'));
    busy.leave(at('a', 'Route'));
    busy.enter(at('a', 'Route'));

    expect([left, busy.isFull(at('a', 'Route'))]).toEqual([[], false]);
  });

  it('are those of a type alone that shares no room', () => {
    const busy = places();
    for (let count = 0; count < 2; count++) busy.enter(at('a', 'Other'));

    expect(busy.full()).toEqual([{ account: 'a', region: 'us-east-1', types: ['Other'] }]);
  });
});
