import { withEntry } from './withEntry';

describe('a map with one entry changed', () => {
  it.each([
    [{ a: 1, b: 2 }, 'a', 3, { a: 3, b: 2 }],
    [{ a: 1 }, 'b', 2, { a: 1, b: 2 }],
    [{ a: 1 }, 'a', undefined, undefined],
    [undefined, 'a', 1, { a: 1 }],
    ['odd', 'a', 1, { a: 1 }],
    [{ a: 1 }, 'a', '', { a: '' }],
    [{ a: 1 }, 'constructor', 'mine', { a: 1, constructor: 'mine' }],
    [{ toString: 'mine' }, 'toString', undefined, undefined],
  ])('%j with %s = %j is %j', (value, name, entry, after) => {
    expect(withEntry(value, name, entry)).toEqual(after);
  });
});
