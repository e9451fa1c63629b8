import fc from 'fast-check';
import { digitsBetween } from './digits';
import { padded, literal, trimmedPattern, wholeNumberText } from './textPatterns';

const matcher = (pattern: string) => new RegExp(pattern, 'u');

describe('digitsBetween', () => {
  it.each([
    [0, 9],
    [1, 100],
    [7, 7],
    [60, 604],
    [99, 1001],
    [128, 1240],
  ])('matches the whole numbers from %d to %d and nothing else', (min, max) => {
    const numbers = matcher(`^(?:${digitsBetween(min, max)})$`);

    const matched = Array.from({ length: 2000 }, (_, number) => number).filter((number) =>
      numbers.test(String(number)),
    );

    expect([matched[0], matched.at(-1), matched.length]).toEqual([min, max, max - min + 1]);
  });

  it('matches for any limits', () => {
    const limits = fc.tuple(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9));

    fc.assert(
      fc.property(limits, ([one, other, number]) => {
        const [min, max] = [Math.min(one, other), Math.max(one, other)];
        const numbers = matcher(`^(?:${digitsBetween(min, max)})$`);
        for (const each of [number, min, max, max + 1, Math.max(0, min - 1)])
          expect(numbers.test(String(each))).toBe(each >= min && each <= max);
      }),
    );
  });
});

describe('wholeNumberText', () => {
  it.each<[string, number, number, boolean]>([
    ['-1', -1, 5, true],
    ['-0', -1, 5, true],
    ['-2', -1, 5, false],
    [' 005.00 ', -1, 5, true],
    ['5.5', -1, 5, false],
    ['6', -1, 5, false],
    ['-5', -10, -3, true],
    ['-2', -10, -3, false],
    ['0', 1, 5, false],
    ['', 0, 5, false],
  ])('%j as a number from %d to %d: %s', (text, min, max, expected) => {
    const matched = matcher(wholeNumberText(min, max)).test(text);

    expect(matched).toBe(expected);
  });
});

describe('trimmedPattern', () => {
  it.each<[RegExp, string, boolean]>([
    [/^[a-z]{1,3}$/, ' abc\n', true],
    [/^[a-z]{1,3}$/, 'abcd', false],
    [/^(?!\d+$)[a-z0-9]{1,3}$/, ' 12 ', false],
    [/^(?!\d+$)[a-z0-9]{1,3}$/, ' 1a ', true],
    [/^[$]+\$$/, ' $$ ', true],
    [/^[a-z]+$/, `  ${'a'.repeat(10)}  `, true],
    [/^[a-z]+$/, 'a'.repeat(11), false],
    [/\S/, '  two words', true],
    [/\S/, `${' '.repeat(20)}x`, true],
    [/\S/, 'eleven char', false],
    [/\S/, ' ', false],
  ])('%s with at most ten characters, for %j: %s', (pattern, text, expected) => {
    const matched = matcher(trimmedPattern(pattern.source, 10)).test(text);

    expect(matched).toBe(expected);
    expect(text.trim().length <= 10 && pattern.test(text.trim())).toBe(expected);
  });

  it('needs no limit for text without one', () => {
    expect(trimmedPattern('\\S')).toBe('\\S');
  });
});

describe('literal', () => {
  it.each(['$WEIGHTED', 'CodeDeployDefault.', 'embedded/base64', 'a|b'])('matches %s and nothing else', (text) => {
    const pattern = matcher(padded(literal(text)));

    expect(pattern.test(` ${text} `)).toBe(true);
    expect(pattern.test(text.replace(/\W/, 'x'))).toBe(false);
  });
});
