import type { Routing, Saying } from 'stage-contract';
import { reasonOf, type OutcomeReport } from '../../model/report';

/** A move of the alias, forward or back. */
interface Moved {
  routing: Routing;
  now: string;
  why: Saying;
  aliasArn: string;
  /** Spinnaker's own output keys. */
  deployed: Record<string, unknown>;
}

/** What the outcome says about every move of the alias. */
export const movedReport = ({ routing, now, why, aliasArn, deployed }: Moved): OutcomeReport => ({
  routing: { now: routing },
  timeline: [{ at: now, routing, ...reasonOf(why) }],
  outputs: { routing, aliasArn, ...deployed },
});
