import { manualClock, type ManualClock } from '../testing/manualClock';
import { KeptAnswers } from './keptAnswers';

describe('kept answers', () => {
  let clock: ManualClock;
  let kept: KeptAnswers<number[]>;

  beforeEach(() => {
    clock = manualClock();
    kept = new KeptAnswers({ clock, mostSize: 1_000, sizeOf: ({ length }) => length });
  });
  const keep = (key: string, points: number): void =>
    kept.keep(key, { value: Array.from({ length: points }, () => 0), readAtMs: clock.now() });
  const known = (...keys: string[]): string[] => keys.filter((key) => kept.get(key) !== undefined);

  it('are released after a minute, although nothing new arrives', async () => {
    keep('a', 10);
    await clock.advance(30_000);
    keep('b', 10);

    await clock.advance(29_999);
    const before = known('a', 'b');
    await clock.advance(1);
    const after = known('a', 'b');
    await clock.advance(30_000);

    expect([before, after, kept.count, clock.nextAt()]).toEqual([['a', 'b'], ['b'], 0, undefined]);
  });

  it('stay below a size, the newest ones', () => {
    for (const key of ['a', 'b', 'c']) keep(key, 400);

    expect(known('a', 'b', 'c')).toEqual(['b', 'c']);
  });

  it('are never one that is larger than everything that may be kept', () => {
    keep('a', 400);
    keep('large', 1_001);

    expect(known('a', 'large')).toEqual(['a']);
  });

  it('count one that is empty, too', () => {
    for (let index = 0; index < 1_500; index++) keep(`none ${index}`, 0);

    expect(kept.count).toBe(1_000);
  });

  it('leave no timer behind when they are closed', () => {
    keep('a', 1);

    kept.close();

    expect([kept.count, clock.nextAt()]).toEqual([0, undefined]);
  });
});
