import {
  LIST_LIMIT,
  TEXT_LIMIT,
  readField,
  readFlag,
  readList,
  readNumber,
  readText,
  readTimeMs,
  readWord,
} from './readers';

describe('the readers', () => {
  it.each([
    ['a', 'a'],
    [42, '42'],
    [false, 'false'],
    ['', undefined],
    ['  ', undefined],
    [null, undefined],
    [{}, undefined],
    [['a'], undefined],
  ])('read %p as the text %p', (value, text) => {
    expect(readText(value)).toBe(text);
  });

  it('truncate text that would freeze the page', () => {
    expect(readText('x'.repeat(TEXT_LIMIT + 5))).toHaveLength(TEXT_LIMIT + 1);
  });

  it.each([
    [1.5, 1.5],
    ['10', 10],
    [' ', undefined],
    ['ten', undefined],
    [Infinity, undefined],
    [null, undefined],
    [true, undefined],
  ])('read %p as the number %p', (value, number) => {
    expect(readNumber(value)).toBe(number);
  });

  it.each([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [0, undefined],
    ['yes', undefined],
  ])('read %p as the flag %p', (value, flag) => {
    expect(readFlag(value)).toBe(flag);
  });

  it.each([
    ['2026-11-21T14:00:05Z', 1795269605000],
    [1795269605000, 1795269605000],
    ['tomorrow', undefined],
    [-1, undefined],
    [9e15, undefined],
    [{}, undefined],
  ])('read %p as the time %p', (value, atMs) => {
    expect(readTimeMs(value)).toBe(atMs);
  });

  it('find own fields only', () => {
    expect([readField({ a: 1 }, 'a'), readField({}, 'constructor'), readField(null, 'a'), readField([1], '0')]).toEqual(
      [1, undefined, undefined, undefined],
    );
  });

  it('skip entries that cannot be read, and those past the limit', () => {
    expect(readList([1, 'a', 2], readText)).toEqual(['1', 'a', '2']);
    expect(readList(['a', {}, 'b'], readText)).toEqual(['a', 'b']);
    expect(readList('abc', readText)).toEqual([]);
    expect(
      readList(
        Array.from({ length: LIST_LIMIT + 1 }, () => 'a'),
        readText,
      ),
    ).toHaveLength(LIST_LIMIT);
  });

  it('recognize only the words of a closed set', () => {
    expect([readWord(['done', 'todo'], 'done'), readWord(['done', 'todo'], 'Done')]).toEqual(['done', undefined]);
  });
});
