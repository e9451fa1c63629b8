/** A piece of a sentence. A figure with its unit must not be broken between the two. */
export interface TextPiece {
  text: string;
  isFigure: boolean;
}

/** A number and the unit after it, as the formats write them; also "3 min 12 s" as one piece. */
const FIGURE = /(v\d+ )?\d[\d.,]*(?:%| (?:ms|min \d+ s|h \d+ min|min|s|h|KB|MB|bytes?)(?![\p{L}\d]))/gu;

/** Splits a sentence at its figures, so that a page can keep each of them on one line. */
export function textPieces(sentence: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of sentence.matchAll(FIGURE)) {
    if (match.index > end) pieces.push({ text: sentence.slice(end, match.index), isFigure: false });
    pieces.push({ text: match[0], isFigure: true });
    end = match.index + match[0].length;
  }
  if (end < sentence.length) pieces.push({ text: sentence.slice(end), isFigure: false });
  return pieces;
}
