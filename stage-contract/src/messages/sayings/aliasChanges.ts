import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords } from '../../routingWords';

/** An alias that someone else changed: what this execution expected, and what it found. */
export interface ChangedAlias {
  alias: string;
  expected: Routing | null;
  found: Routing | null;
  /** The other execution that has left it so, as the journal knows; `at` is no part of the words. */
  by?: { executionId: string; at: string };
}

/** Both routings of a foreign change. */
export const someoneElseChanged = ({ alias, expected, found, by }: ChangedAlias, when = ''): string =>
  `${by === undefined ? 'Someone else' : `Execution ${by.executionId}`} changed ${alias}${when}: expected ${routingWords(expected)}, found ${routingWords(found)}`;

/** A canary that a timer has reverted, or a release that a watch has. `revertedAt` is no part of the words: readers have different time zones. */
export interface RevertedCanary {
  alias: string;
  routing: Routing | null;
  revertedAt: string;
  seconds: number;
  /** A watch has found something. */
  watched?: true;
}

/** What a timer did before a later stage started. */
export const canaryReverted = ({ alias, routing, seconds, watched }: RevertedCanary): string =>
  watched === true
    ? `The watch of ${alias} reverted it to ${routingWords(routing)}`
    : `The canary on ${alias} was reverted to ${routingWords(routing)}, because it was not promoted within ${durationWords(seconds)}`;
