import {
  clip,
  clipMiddle,
  countOf,
  formatBytes,
  formatCallDuration,
  formatCount,
  formatDuration,
  formatPercent,
  formatValue,
  formatVersion,
} from './formats';

describe('formats', () => {
  it.each([
    [0, '0%'],
    [10, '10%'],
    [100, '100%'],
    [0.31, '0.31%'],
    [33.3333, '33.33%'],
    [2.5, '2.5%'],
  ])('write %p as the share %p', (percent, text) => {
    expect(formatPercent(percent)).toBe(text);
  });

  it.each([
    [0, '0 ms'],
    [48, '48 ms'],
    [99.6, '100 ms'],
    [100, '0.1 s'],
    [8400, '8.4 s'],
    [10_000, '10 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min'],
    [192_000, '3 min 12 s'],
    [3_599_400, '59 min 59 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [-5, '0 ms'],
  ])('write a span of %p ms as %p', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it.each([
    [0, '0 ms'],
    [912, '912 ms'],
    [1204, '1,204 ms'],
    [9999, '9,999 ms'],
    [12_300, '12.3 s'],
    [-1, '0 ms'],
  ])('write a call of %p ms as %p', (ms, text) => {
    expect(formatCallDuration(ms)).toBe(text);
  });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [212, '212 bytes'],
    [4096, '4 KB'],
    [11_469, '11.2 KB'],
    [5_242_880, '5 MB'],
  ])('write %p bytes as %p', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('count with separators and the right form of the noun', () => {
    expect([
      formatCount(4658),
      countOf(1, 'AWS call'),
      countOf(1200, 'AWS call'),
      countOf(2, 'entry', 'entries'),
    ]).toEqual(['4,658', '1 AWS call', '1,200 AWS calls', '2 entries']);
  });

  it('truncate text at its end or in its middle, and only if it is too long', () => {
    expect([
      clip('abcdef', 6),
      clip('abc defgh', 5),
      clipMiddle('8f5e7c1a-52d0-0f44'),
      clipMiddle('8f5e7c1a-0f44'),
    ]).toEqual(['abcdef', 'abc…', '8f5e7c1a…0f44', '8f5e7c1a-0f44']);
  });

  it('put a v only before version numbers', () => {
    expect(['42', '$LATEST', 'live'].map(formatVersion)).toEqual(['v42', '$LATEST', 'live']);
  });

  it('write values that are not text as JSON, and survive what JSON cannot represent', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;

    expect([
      formatValue('as it is'),
      formatValue({ a: [1] }),
      formatValue(false),
      formatValue(undefined),
      formatValue(loop),
    ]).toEqual(['as it is', '{"a":[1]}', 'false', 'none', 'not readable']);
  });
});
