import React from 'react';
import { saidPieces, type Surroundings } from '../text/saidPieces';

/** What the sentences below name and what their times stand beside. */
export const SaidAmong = React.createContext<Surroundings | undefined>(undefined);

/**
 * A sentence without line breaks between a number and its unit. Its times are in Deck's zone, and other executions that
 * it names are links.
 */
export function Sentence({ text }: { text: string }): React.ReactElement {
  const surroundings = React.useContext(SaidAmong);
  return (
    <>
      {saidPieces(text, surroundings).map((piece, index) => {
        if (piece.kind === 'text') return piece.text;
        return piece.kind === 'figure' ? (
          <span key={index} className="lst-nowrap">
            {piece.text}
          </span>
        ) : (
          <a key={index} className="lst-text-link lst-execution" href={piece.href}>
            {piece.text}
          </a>
        );
      })}
    </>
  );
}
