import fc from 'fast-check';
import { bytesOf, expressionsIn, looseText, looseValue, readJson } from './looseJson';

describe('a value that may be JSON or text', () => {
  it.each([
    ['200', 200],
    ['"200"', '200'],
    ['abc', 'abc'],
    ['{"a":1}', { a: 1 }],
    ['true', true],
    ['null', null],
    ['{', '{'],
  ])('%s is written as %j', (text, value) => {
    expect(looseValue(text)).toEqual(value);
  });

  it('is shown in a form that reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(looseValue(looseText(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('says what is wrong with JSON, and counts bytes and expressions', () => {
    expect(readJson('{').ok).toBe(false);
    expect([bytesOf('ü'), expressionsIn('${a} ${b}'), expressionsIn('a')]).toEqual([2, 2, 0]);
  });
});
