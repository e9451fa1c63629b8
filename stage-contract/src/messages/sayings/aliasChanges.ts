import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords } from '../../routingWords';

/** An alias that somebody else has changed: what this execution expected there, and what it found. */
export interface ChangedAlias {
  alias: string;
  expected: Routing | null;
  found: Routing | null;
}

/** Both routings of a foreign change. */
export const somebodyChanged = ({ alias, expected, found }: ChangedAlias): string =>
  `Somebody else changed ${alias}: expected ${routingWords(expected)}, found ${routingWords(found)}`;

/** A canary that a timer has brought back. */
export interface RevertedCanary {
  alias: string;
  routing: Routing | null;
  revertedAt: string;
  seconds: number;
}

/** What a timer has done before a later stage came. */
export const canaryReverted = ({ alias, routing, revertedAt, seconds }: RevertedCanary): string =>
  `The canary on ${alias} was reverted to ${routingWords(routing)} at ${revertedAt}, because it was not promoted within ${durationWords(seconds)}`;
