import type { Routing } from 'stage-contract';
import type { OutcomeView } from '../read/outcomeView';
import type { StageDetails } from '../read/readDetails';
import { formatPercent, formatVersion } from '../text/formats';
import type { ZonedTimes } from '../text/zonedTimes';
import { isOutdated } from './isOutdated';

/** A version's role in this execution; it decides the look, the same in every drawing. */
export type VersionRole = 'baseline' | 'candidate' | 'other';

/** One version's part of a bar. */
interface TrafficShare {
  version: string;
  percent: number;
  role: VersionRole;
}

/** One bar: the routing at one time, or none if the alias did not exist or nothing was recorded. */
export interface TrafficRow {
  label: string;
  shares: TrafficShare[];
  sentence: string;
}

/** Each version's share of the calls; AWS's main version gets what the additional one leaves. */
export function sharesOf(routing: Routing): { version: string; percent: number }[] {
  const additional = routing.additionalVersion;
  const percent = routing.additionalWeightPercent ?? 0;
  if (additional === undefined || percent <= 0) return [{ version: routing.mainVersion, percent: 100 }];
  if (percent >= 100) return [{ version: additional, percent: 100 }];
  return [
    { version: additional, percent },
    { version: routing.mainVersion, percent: Math.round((100 - percent) * 1e6) / 1e6 },
  ];
}

/** Share of one version in percent. */
export const weightOf = (version: string, routing: Routing): number =>
  sharesOf(routing)
    .filter((share) => share.version === version)
    .reduce((sum, share) => sum + share.percent, 0);

/** A routing as people write it, the larger share first: "v41 90%, v42 10%". */
export const routingSentence = (routing: Routing): string =>
  [...sharesOf(routing)]
    .sort((a, b) => b.percent - a.percent)
    .map((share) => `${formatVersion(share.version)} ${formatPercent(share.percent)}`)
    .join(', ');

/** Whether two routings send every version the same share. */
export const sameRouting = (a: Routing, b: Routing): boolean =>
  [...sharesOf(a), ...sharesOf(b)].every((share) => weightOf(share.version, a) === weightOf(share.version, b));

/** Version of the baseline: as the outcome names it, otherwise what the alias served first. */
export const baselineOf = (outcome: OutcomeView): string | undefined =>
  outcome.baseline?.version ?? outcome.routing.before?.mainVersion;

/** Version of the candidate: as the outcome names it, otherwise the wanted one that did not serve at first. */
export function candidateOf(outcome: OutcomeView): string | undefined {
  if (outcome.candidate !== undefined) return outcome.candidate.version;
  const { wanted } = outcome.routing;
  const baseline = baselineOf(outcome);
  return wanted === undefined
    ? undefined
    : sharesOf(wanted)
        .map((share) => share.version)
        .find((version) => version !== baseline);
}

/** The role of a version. A candidate that equals the baseline (nothing new was published) looks like the baseline. */
export function roleOf(version: string, outcome: OutcomeView): VersionRole {
  if (version === baselineOf(outcome)) return 'baseline';
  return version === candidateOf(outcome) ? 'candidate' : 'other';
}

const ROLE_ORDER: readonly VersionRole[] = ['candidate', 'other', 'baseline'];

/** One bar under its label: the candidate first, the baseline last. */
export function trafficRow(label: string, routing: Routing | undefined, outcome: OutcomeView): TrafficRow {
  if (routing === undefined) return { label, shares: [], sentence: `${label}: no alias, or not recorded` };
  const shares = sharesOf(routing).map((share) => ({ ...share, role: roleOf(share.version, outcome) }));
  shares.sort((a, b) => ROLE_ORDER.indexOf(a.role) - ROLE_ORDER.indexOf(b.role));
  return { label, shares, sentence: `${label}: ${routingSentence(routing)}` };
}

/**
 * Whether the highest weight says something that before, now and wanted do not. If the candidate has more now, it was
 * not the highest.
 */
function highestTells(outcome: OutcomeView, isWantedShown: boolean): boolean {
  const { before, highest, now, wanted } = outcome.routing;
  const candidate = candidateOf(outcome);
  if (
    highest === undefined ||
    (candidate !== undefined && now !== undefined && weightOf(candidate, now) >= weightOf(candidate, highest))
  )
    return false;
  return [before, now, isWantedShown ? wanted : undefined].every(
    (other) => other === undefined || !sameRouting(highest, other),
  );
}

/** Whether the alias is known to serve something other than what was wanted. */
const missesWanted = ({ now, wanted }: OutcomeView['routing']): boolean =>
  now !== undefined && wanted !== undefined && !sameRouting(now, wanted);

/** What the last known routing is called: nobody has looked since the stage ended. */
function nowLabel(
  { phase, startedAtMs, endedAtMs }: Pick<StageDetails, 'phase' | 'startedAtMs' | 'endedAtMs'>,
  times: ZonedTimes,
): string {
  if (phase === 'running' || phase === 'waiting') return 'Now';
  return endedAtMs === undefined
    ? 'At its end'
    : `At its end (${times.time(endedAtMs, startedAtMs).replace(/:\d\d$/, '')})`;
}

/**
 * The bars: before, highest if it differs, now or at the stage's end (or last seen, if Orca stopped polling), wanted. What was wanted is
 * left out once a stage has failed elsewhere: the headline is the current state.
 */
export function trafficRows(
  details: Pick<StageDetails, 'outcome' | 'phase' | 'startedAtMs' | 'endedAtMs'>,
  times: ZonedTimes,
): TrafficRow[] {
  const { outcome, phase } = details;
  const { routing } = outcome;
  const { before, highest, now, wanted } = routing;
  if (before === undefined && now === undefined && wanted === undefined) return [];
  // The execution that takes over moves the alias after this stage's last look.
  const isOld = isOutdated(details) || outcome.failure?.code === 'superseded';
  const isWantedShown = wanted !== undefined && !(phase !== 'running' && !isOld && missesWanted(routing));
  return [
    trafficRow('Before', before, outcome),
    ...(highestTells(outcome, isWantedShown) ? [trafficRow('Highest', highest, outcome)] : []),
    ...(now !== undefined || phase !== 'running'
      ? [trafficRow(isOld ? 'Last seen' : nowLabel(details, times), now, outcome)]
      : []),
    ...(isWantedShown ? [trafficRow('Wanted', wanted, outcome)] : []),
  ];
}
