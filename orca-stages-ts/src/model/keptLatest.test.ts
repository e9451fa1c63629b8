import { KeptLatest } from './keptLatest';

describe('KeptLatest', () => {
  it('makes a value once while it is kept', () => {
    const kept = new KeptLatest<object>(2);

    const first = kept.get('a', () => ({}));

    expect(kept.get('a', () => ({}))).toBe(first);
  });

  it('forgets what was used longest ago, not what was made first', () => {
    const kept = new KeptLatest<string>(2);
    kept.get('a', () => 'a1');
    kept.get('b', () => 'b1');
    kept.get('a', () => 'a2');

    kept.get('c', () => 'c1');

    expect([kept.get('a', () => 'a3'), kept.get('b', () => 'b2')]).toEqual(['a1', 'b2']);
  });
});
