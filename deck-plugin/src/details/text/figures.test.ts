import fc from 'fast-check';
import { textPieces } from './figures';

const figures = (sentence: string): string[] =>
  textPieces(sentence)
    .filter((piece) => piece.isFigure)
    .map((piece) => piece.text);

describe('textPieces', () => {
  it.each([
    ['live → v41 90%, v42 10%', ['v41 90%', 'v42 10%']],
    ['8.4 s, 5.9 s of them settling', ['8.4 s', '5.9 s']],
    ['3 min 12 s left, 1,204 ms, 4 KB', ['3 min 12 s', '1,204 ms', '4 KB']],
    ['11 AWS calls and 5 settings', []],
    ['', []],
  ])('finds the figures of %p', (sentence, expected) => {
    expect(figures(sentence)).toEqual(expected);
  });

  it('loses no character of any text', () => {
    fc.assert(
      fc.property(fc.string(), (sentence) => {
        expect(
          textPieces(sentence)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(sentence);
      }),
    );
  });
});
