import { DELETE_MACROS, MACRO_WORDS, ROUTE_MACROS, VERSION_NUMBER, versionReference } from './macros';

describe('version macros', () => {
  it.each([
    ['$LATEST', undefined, { kind: 'latest' }],
    ['$PREVIOUS', undefined, { kind: 'previous' }],
    ['$OLDEST', '7', { kind: 'oldest' }],
    ['$PROVIDED', '7', { kind: 'number', version: '7' }],
    ['42', undefined, { kind: 'number', version: '42' }],
    ['42', '7', { kind: 'number', version: '42' }],
  ])('read %s with number %s', (name, number, expected) => {
    const reference = versionReference(name, number);

    expect(reference).toEqual(expected);
  });

  it.each([
    ['$PROVIDED', undefined],
    ['$PROVIDED', '$LATEST'],
    ['$PROVIDED', '0'],
    ['$MOVING', undefined],
    ['$ALL', undefined],
    ['$LATESTX', undefined],
    ['', undefined],
    [undefined, '7'],
    ['0', undefined],
    ['-1', undefined],
    ['1.5', undefined],
  ])('name no single version in %s with number %s', (name, number) => {
    const reference = versionReference(name, number);

    expect(reference).toBeUndefined();
  });

  it('all have plain words, and Delete knows those of Route', () => {
    const words = DELETE_MACROS.map((macro) => MACRO_WORDS[macro]);

    expect(words.every((text) => text.length > 5)).toBe(true);
    expect(DELETE_MACROS).toEqual(expect.arrayContaining([...ROUTE_MACROS]));
  });

  it.each([
    ['1', true],
    ['9223372036854775807', true],
    ['0', false],
    ['01', false],
    ['$LATEST', false],
    ['1\n', false],
    ['12345678901234567890', false],
  ])('recognize %j as a number: %s', (text, expected) => {
    const isNumber = VERSION_NUMBER.test(text);

    expect(isNumber).toBe(expected);
  });
});
