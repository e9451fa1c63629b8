import fc from 'fast-check';
import {
  entryOf,
  flagOf,
  isGiven,
  jsonOf,
  listOf,
  mapOfRows,
  mapRowsOf,
  savedPart,
  shortJson,
  textOf,
  typedNumber,
} from './readValue';

describe('reading a value that may be anything', () => {
  it.each([
    [undefined, ''],
    [null, ''],
    ['a', 'a'],
    [7, '7'],
    [true, 'true'],
    [[1], undefined],
    [{ a: 1 }, undefined],
  ])('reads %j as the text %j', (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it.each([
    [undefined, false],
    [null, false],
    ['', false],
    [0, true],
    [false, true],
    [[], true],
    [{}, true],
  ])('treats %j as given: %j', (value, given) => {
    expect(isGiven(value)).toBe(given);
  });

  it.each([
    [true, true],
    ['TRUE', true],
    [' false ', false],
    [undefined, false],
    ['maybe', undefined],
    [1, undefined],
  ])('reads %j as the flag %j', (value, flag) => {
    expect(flagOf(value)).toBe(flag);
  });

  it('finds only own entries, never inherited ones', () => {
    expect([entryOf({ a: 1 }, 'a'), entryOf({}, 'constructor'), entryOf(null, 'a'), entryOf([1], '0')]).toEqual([
      1,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('reads a single value as a list of one, and keeps entries that are not text', () => {
    expect(listOf('a')).toEqual([{ text: 'a', value: 'a' }]);
    expect(listOf([1, null, { a: 1 }])).toEqual([
      { text: '1', value: 1 },
      { text: 'null', value: null },
      { text: '{"a":1}', value: { a: 1 } },
    ]);
    expect(listOf({ a: 1 })).toBeUndefined();
  });

  it('reads a map as rows, and rows as the same map', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { noNullPrototype: true }), (map) => {
        expect(mapOfRows(mapRowsOf(map) ?? []) ?? {}).toEqual(map);
      }),
    );
  });

  it('drops rows without a name, and the later of two rows with the same name', () => {
    expect(
      mapOfRows([
        { name: '', value: 1 },
        { name: 'a', value: 2 },
        { name: 'a', value: 3 },
      ]),
    ).toEqual({ a: 2 });
    expect(mapOfRows([{ name: '', value: 1 }])).toBeUndefined();
  });

  it('writes anything as JSON without throwing', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;

    expect([jsonOf(loop), jsonOf(undefined), jsonOf({ a: [1] })]).toEqual([
      '[object Object]',
      'undefined',
      '{"a":[1]}',
    ]);
    expect(shortJson('x'.repeat(99), 10)).toBe('"xxxxxxxx…');
  });

  it('reads a stage as it would be saved', () => {
    expect(savedPart({ a: 1, b: undefined, c: null, $$hashKey: 'object:3' })).toEqual({ a: 1, c: null });
  });
});

describe('a typed number', () => {
  it.each([
    ['10', 10],
    [' 7 ', 7],
    ['', undefined],
    ['-1', -1],
    ['1.5', 1.5],
    ['1.', '1.'],
    ['007', '007'],
    ['12x', '12x'],
    ['${a}', '${a}'],
    ['1e9', '1e9'],
    ['12345678901234567890', '12345678901234567890'],
    ['Infinity', 'Infinity'],
  ])('%j is written as %j', (text, written) => {
    expect(typedNumber(text)).toBe(written);
  });
});
