import { OUTCOME_LIMITS, type Routing } from 'stage-contract';
import type { OutcomeReport } from '../model/report';

/** The additional version's share, or all of it for a version alone. */
const candidateWeight = (routing: Routing | undefined): number => routing?.additionalWeightPercent ?? 0;

/** Adds a step's report to what is known: lists replace, warnings and timeline append, routing and outputs merge. Pure. */
export function mergeReport(known: OutcomeReport, added: OutcomeReport | undefined): OutcomeReport {
  if (added === undefined) return known;
  const merged: OutcomeReport = { ...known, ...added };
  if (known.warnings !== undefined || added.warnings !== undefined)
    merged.warnings = [...new Set([...(known.warnings ?? []), ...(added.warnings ?? [])])];
  if (known.timeline !== undefined || added.timeline !== undefined)
    merged.timeline = [...(known.timeline ?? []), ...(added.timeline ?? [])].slice(-OUTCOME_LIMITS.timelineEntries);
  if (known.outputs !== undefined || added.outputs !== undefined)
    merged.outputs = { ...known.outputs, ...added.outputs };
  if (known.routing !== undefined || added.routing !== undefined) {
    merged.routing = { ...known.routing, ...added.routing };
    const now = added.routing?.now;
    if (now !== undefined && candidateWeight(now) > candidateWeight(known.routing?.highest))
      merged.routing.highest = now;
  }
  return merged;
}
