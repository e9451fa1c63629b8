import { present } from './present';

describe('present', () => {
  it('drops undefined values, and nothing else', () => {
    expect(Object.entries(present({ a: 0, b: undefined, c: null }))).toEqual([
      ['a', 0],
      ['c', null],
    ]);
  });
});
