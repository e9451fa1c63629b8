import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords } from '../../routingWords';

/** An alias that someone else changed: what this execution expected, and what it found. */
export interface ChangedAlias {
  alias: string;
  expected: Routing | null;
  found: Routing | null;
}

/** Both routings of a foreign change. */
export const someoneElseChanged = ({ alias, expected, found }: ChangedAlias): string =>
  `Someone else changed ${alias}: expected ${routingWords(expected)}, found ${routingWords(found)}`;

/** A canary that a timer has reverted. */
export interface RevertedCanary {
  alias: string;
  routing: Routing | null;
  revertedAt: string;
  seconds: number;
}

/** What a timer did before a later stage started. */
export const canaryReverted = ({ alias, routing, revertedAt, seconds }: RevertedCanary): string =>
  `The canary on ${alias} was reverted to ${routingWords(routing)} at ${revertedAt}, because it was not promoted within ${durationWords(seconds)}`;
