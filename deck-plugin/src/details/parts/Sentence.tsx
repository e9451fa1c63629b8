import React from 'react';
import { textPieces } from '../text/figures';

/** A sentence without line breaks between a number and its unit. */
export function Sentence({ text }: { text: string }): React.ReactElement {
  return (
    <>
      {textPieces(text).map((piece, index) =>
        piece.isFigure ? (
          <span key={index} className="lst-nowrap">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </>
  );
}
