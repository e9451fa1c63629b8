import { textPieces } from './figures';
import type { ZonedTimes } from './zonedTimes';

/** What a page knows about the things that a text may name. */
export interface Surroundings {
  /** Writes the times in a text in Deck's zone. */
  times: ZonedTimes;
  /** The time beside which a day need not be said, in ms since 1970. */
  besideMs: number | undefined;
  /** Other executions that the outcome names, by their IDs. */
  executions: ReadonlySet<string>;
}

/** A piece of a text: a figure stays on one line, the ID of another execution leads to it. */
export type SaidPiece =
  { kind: 'text'; text: string } | { kind: 'figure'; text: string } | { kind: 'execution'; text: string; href: string };

/** A point in time as the sidecar writes it, in UTC. */
const MOMENT = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** The address of an execution in every Deck, whatever its application. */
export const executionHref = (id: string): string => `#/executions/${encodeURIComponent(id)}`;

/** A text with its times in Deck's zone. */
export const withZonedTimes = (text: string, { times, besideMs }: Pick<Surroundings, 'times' | 'besideMs'>): string =>
  text.replace(MOMENT, (moment) =>
    Number.isNaN(Date.parse(moment)) ? moment : times.time(Date.parse(moment), besideMs),
  );

/** The pieces of a text. Without surroundings, only its figures are found. */
export function saidPieces(text: string, surroundings: Surroundings | undefined): SaidPiece[] {
  if (surroundings === undefined) return figurePieces(text);
  const [first] = [...surroundings.executions]
    .map((id) => ({ id, at: text.indexOf(id) }))
    .filter(({ id, at }) => id !== '' && at >= 0)
    .sort((a, b) => a.at - b.at);
  if (first === undefined) return figurePieces(withZonedTimes(text, surroundings));
  return [
    ...figurePieces(withZonedTimes(text.slice(0, first.at), surroundings)),
    { kind: 'execution', text: first.id, href: executionHref(first.id) },
    ...saidPieces(text.slice(first.at + first.id.length), surroundings),
  ];
}

const figurePieces = (text: string): SaidPiece[] =>
  textPieces(text).map((piece) =>
    piece.isFigure ? { kind: 'figure', text: piece.text } : { kind: 'text', text: piece.text },
  );
