import type { Routing } from 'stage-contract';
import type { OutcomeReport } from '../../model/report';

/** A move of the alias, forwards or back. */
interface Moved {
  routing: Routing;
  now: string;
  reason: string;
  aliasArn: string;
  /** Spinnaker's own output keys. */
  deployed: Record<string, unknown>;
}

/** What the outcome says of every move of the alias. */
export const movedReport = ({ routing, now, reason, aliasArn, deployed }: Moved): OutcomeReport => ({
  routing: { now: routing },
  timeline: [{ at: now, routing, reason }],
  outputs: { routing, aliasArn, ...deployed },
});
