import { OUTCOME_LIMITS, present, type Routing, type Worded } from 'stage-contract';
import type { OutcomeReport } from './report';

/** The additional version's share in percent; 0 if there is only one version. */
const candidateWeight = (routing: Routing | undefined): number => routing?.additionalWeightPercent ?? 0;

/**
 * Merges a step's report into the existing one: lists replace, warnings, timeline and evidence append, routing and
 * outputs merge. Pure.
 */
export function mergeReport(known: OutcomeReport, added: OutcomeReport | undefined): OutcomeReport {
  if (added === undefined) return known;
  return {
    ...known,
    ...present({
      ...added,
      ...fewOf(withoutRepetition(joined(known.warnings, added.warnings)), known.warningsLeftOut ?? 0),
      timeline: joined(known.timeline, added.timeline)?.slice(-OUTCOME_LIMITS.timelineEntries),
      evidence: joined(known.evidence, added.evidence)?.slice(-OUTCOME_LIMITS.evidence),
      outputs: known.outputs === undefined ? added.outputs : { ...known.outputs, ...added.outputs },
      routing: mergeRouting(known.routing, added.routing),
      watch: mergeWatch(known.watch, added.watch),
    }),
  };
}

/** A look that sees only alarms leaves what earlier looks have compared; how long a hold lasts is only true of the newest. */
function mergeWatch(known: OutcomeReport['watch'], added: OutcomeReport['watch']): OutcomeReport['watch'] {
  if (known === undefined || added === undefined) return added ?? known;
  const { extendedUntil: _over, ...before } = known;
  return { ...before, ...added };
}

/** Both lists, one after the other; undefined if there is neither. */
const joined = <T>(known: readonly T[] | undefined, added: readonly T[] | undefined): T[] | undefined =>
  known === undefined && added === undefined ? undefined : [...(known ?? []), ...(added ?? [])];

/** A warning is reported once. */
const withoutRepetition = (warnings: Worded[] | undefined): Worded[] | undefined =>
  warnings?.filter(({ words }, index) => warnings.findIndex((other) => other.words === words) === index);

/**
 * The first warnings and the newest ones, if there are too many, and how many are left out: a warning with figures may come
 * anew with every look of a hold that lasts for days.
 */
function fewOf(warnings: Worded[] | undefined, leftOut: number): Pick<OutcomeReport, 'warnings' | 'warningsLeftOut'> {
  const most = OUTCOME_LIMITS.warnings;
  if (warnings === undefined || warnings.length <= most)
    return { warnings, ...(leftOut === 0 ? {} : { warningsLeftOut: leftOut }) };
  return {
    warnings: [...warnings.slice(0, most / 2), ...warnings.slice(-most / 2)],
    warningsLeftOut: leftOut + warnings.length - most,
  };
}

/** What each step reports about the routing, and the highest weight that any of them has seen. */
function mergeRouting(known: OutcomeReport['routing'], added: OutcomeReport['routing']): OutcomeReport['routing'] {
  if (added === undefined) return known;
  const isHighest = added.now !== undefined && candidateWeight(added.now) > candidateWeight(known?.highest);
  return { ...known, ...added, ...(isHighest ? { highest: added.now } : {}) };
}
