import { OUTCOME_LIMITS, type Routing } from 'stage-contract';
import type { OutcomeReport } from './report';

/** The additional version's share, or all of it for a version alone. */
const candidateWeight = (routing: Routing | undefined): number => routing?.additionalWeightPercent ?? 0;

/** Adds a step's report to what is known: lists replace, warnings and timeline append, routing and outputs merge. Pure. */
export function mergeReport(known: OutcomeReport, added: OutcomeReport | undefined): OutcomeReport {
  if (added === undefined) return known;
  const warnings = joined(known.warnings, added.warnings);
  const timeline = joined(known.timeline, added.timeline);
  const routing = mergeRouting(known.routing, added.routing);
  return {
    ...known,
    ...added,
    ...(warnings === undefined ? {} : { warnings: [...new Set(warnings)] }),
    ...(timeline === undefined ? {} : { timeline: timeline.slice(-OUTCOME_LIMITS.timelineEntries) }),
    ...(known.outputs === undefined ? {} : { outputs: { ...known.outputs, ...added.outputs } }),
    ...(routing === undefined ? {} : { routing }),
  };
}

/** Both lists, one after the other; undefined when there is neither. */
const joined = <T>(known: readonly T[] | undefined, added: readonly T[] | undefined): T[] | undefined =>
  known === undefined && added === undefined ? undefined : [...(known ?? []), ...(added ?? [])];

/** What each step reports of the routing, and the highest weight that any of them saw. */
function mergeRouting(known: OutcomeReport['routing'], added: OutcomeReport['routing']): OutcomeReport['routing'] {
  if (added === undefined) return known;
  const isHighest = added.now !== undefined && candidateWeight(added.now) > candidateWeight(known?.highest);
  return { ...known, ...added, ...(isHighest ? { highest: added.now } : {}) };
}
