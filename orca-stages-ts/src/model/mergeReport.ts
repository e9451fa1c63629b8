import { OUTCOME_LIMITS, type Routing } from 'stage-contract';
import type { OutcomeReport } from './report';

/** The additional version's percentage, or 100% if there is only one version. */
const candidateWeight = (routing: Routing | undefined): number => routing?.additionalWeightPercent ?? 0;

/**
 * Merges a step's report into the existing one: lists replace, warnings and timeline append, routing and outputs merge.
 * Pure.
 */
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

/** Both lists, one after the other; undefined if there is neither. */
const joined = <T>(known: readonly T[] | undefined, added: readonly T[] | undefined): T[] | undefined =>
  known === undefined && added === undefined ? undefined : [...(known ?? []), ...(added ?? [])];

/** What each step reports about the routing, and the highest weight that any of them has seen. */
function mergeRouting(known: OutcomeReport['routing'], added: OutcomeReport['routing']): OutcomeReport['routing'] {
  if (added === undefined) return known;
  const isHighest = added.now !== undefined && candidateWeight(added.now) > candidateWeight(known?.highest);
  return { ...known, ...added, ...(isHighest ? { highest: added.now } : {}) };
}
