import { GUARD_METRICS, GUARD_VERDICTS, isRate, type GuardMetric } from 'stage-contract';
import type { GuardView } from '../../read/outcomeView';
import type { StageDetails } from '../../read/readDetails';
import { countOf, formatCallDuration, formatCount, formatPercent, formatVersion } from '../../text/formats';
import { baselineOf, candidateOf } from '../traffic';
import type { StatusIconName } from '../steps';
import { evidenceMeter, type EvidenceMeter } from './evidenceMeter';

type GuardVerdict = (typeof GUARD_VERDICTS)[number];

/** A remark on a tile. */
interface TileNote {
  icon: StatusIconName;
  text: string;
}

/** What a guard has found, as its tile shows it. */
export interface GuardTile {
  key: string;
  name: string;
  icon: StatusIconName;
  word: string;
  isShadow: boolean;
  isWorse: boolean;
  isPending: boolean;
  /** Shares of bad calls: of the candidate, and of the baseline if it says something. */
  difference?: { candidate: string; baseline?: string };
  counts: string[];
  meter?: EvidenceMeter;
  notes: TileNote[];
}

const NAMES: Readonly<Record<GuardMetric, string>> = {
  errorRate: 'Errors',
  throttleRate: 'Throttles',
  durationP50: 'Duration p50',
  durationP99: 'Duration p99',
};

/** What each metric's percentile is called, and how many calls of the baseline are above it. */
const PERCENTILES: Readonly<Partial<Record<GuardMetric, { name: string; allowed: string }>>> = {
  durationP50: { name: 'median', allowed: 'allowed: half of them' },
  durationP99: { name: 'p99', allowed: 'allowed: 1 in 100' },
};

const VERDICTS = {
  fine: { icon: 'done', word: 'Fine' },
  worse: { icon: 'failed', word: 'Worse' },
  notEnough: { icon: 'pending', word: 'Not enough yet' },
} as const satisfies Record<GuardVerdict, { icon: StatusIconName; word: string }>;

const NOT_JUDGED = 'Shown, does not act: AWS does not say which version the throttled calls were meant for.';

const metricOf = (word: string): GuardMetric | undefined => GUARD_METRICS.find((known) => known === word);
const verdictOf = (word: string): GuardVerdict | undefined => GUARD_VERDICTS.find((known) => known === word);

type Look = Pick<GuardTile, 'icon' | 'word' | 'isShadow'>;

/** Icon and word; a verdict that this page does not know is shown as it was written. */
function lookOf({ verdict, shadow, notJudged }: GuardView, hasEnded: boolean): Look {
  const known = verdictOf(verdict);
  const plain =
    known === undefined
      ? { icon: 'info' as const, word: verdict }
      : known === 'notEnough' && hasEnded
        ? { icon: 'unknown' as const, word: 'Insufficient data' }
        : VERDICTS[known];
  if (notJudged === true) return { icon: 'shadow', word: 'Not judged', isShadow: true };
  return shadow === true
    ? { icon: 'shadow', word: `Shadow: ${known === undefined ? verdict : plain.word.toLowerCase()}`, isShadow: true }
    : { ...plain, isShadow: false };
}

type Compared = NonNullable<GuardView['candidate']>;

const shareOf = ({ bad, calls }: Compared): number => Math.min(100, Math.max(0, (bad / calls) * 100));
const hasCalls = (compared: Compared | undefined): compared is Compared => compared !== undefined && compared.calls > 0;

function differenceOf({ candidate, baseline, metric }: GuardView): GuardTile['difference'] {
  if (!hasCalls(candidate)) return undefined;
  const known = metricOf(metric);
  const isDuration = known !== undefined && !isRate(known);
  // The baseline's share of slow calls follows from its percentile, and is 0 if whole minutes were compared.
  const isSaid = hasCalls(baseline) && (!isDuration || baseline.bad > 0);
  return {
    candidate: `${formatPercent(shareOf(candidate))}${isDuration ? ' slow' : ''}`,
    ...(isSaid ? { baseline: formatPercent(shareOf(baseline)) } : {}),
  };
}

interface Versions {
  candidate: string;
  baseline: string;
}

/** What was counted, and what is allowed. */
function countsOf(guard: GuardView, versions: Versions): string[] {
  const known = metricOf(guard.metric);
  const percentile = known === undefined ? undefined : PERCENTILES[known];
  return percentile === undefined ? rateCounts(guard, versions) : durationCounts(guard, versions, percentile);
}

const ofVersion = (version: string, { bad, calls }: Compared): string =>
  `${version} ${formatCount(bad)} of ${formatCount(calls)}`;

function rateCounts({ candidate, baseline, limit }: GuardView, versions: Versions): string[] {
  const counted = [
    ...(hasCalls(candidate) ? [ofVersion(versions.candidate, candidate)] : []),
    ...(hasCalls(baseline) ? [ofVersion(versions.baseline, baseline)] : []),
  ];
  const allowed =
    limit === undefined
      ? []
      : [
          hasCalls(baseline)
            ? `allowed: ${formatPercent(Math.min(100, shareOf(baseline) + limit))}`
            : `allowed: ${countOf(limit, 'point')} above ${versions.baseline}`,
        ];
  return [...(counted.length === 0 ? [] : [counted.join(' · ')]), ...allowed];
}

function durationCounts(
  { candidate, limit, limitMs }: GuardView,
  versions: Versions,
  { name, allowed }: { name: string; allowed: string },
): string[] {
  const times = limit === undefined ? '' : `${limit} × ${versions.baseline}’s ${name}`;
  const slower = limitMs === undefined ? times : `${formatCallDuration(limitMs)}${times === '' ? '' : ` (${times})`}`;
  if (!hasCalls(candidate)) return slower === '' ? [] : [`compares calls slower than ${slower}`, allowed];
  const counted = ofVersion(versions.candidate, candidate);
  return [slower === '' ? counted : `${counted} slower than ${slower}`, allowed];
}

/** The meter; its words say that more calls may still come, or that there is nothing to judge by. */
function meterOf({ evidence, threshold, verdict, candidate }: GuardView, hasEnded: boolean): EvidenceMeter | undefined {
  if (evidence === undefined || threshold === undefined) return undefined;
  const meter = evidenceMeter(evidence, threshold);
  if (verdictOf(verdict) !== 'notEnough') return meter;
  if (!hasCalls(candidate)) return { ...meter, ratio: hasEnded ? 'not judged' : 'no calls yet' };
  return hasEnded ? meter : { ...meter, ratio: `${meter.ratio} so far` };
}

/** Calls that it has of those that it needs, of the version with fewer. */
function callsNote({ candidate, baseline, neededCalls, missingCalls = 0 }: GuardView): TileNote[] {
  if (neededCalls === undefined) return [];
  const needed = formatCount(neededCalls);
  if (missingCalls > 0)
    return [
      {
        icon: 'pending',
        text: `${formatCount(Math.max(0, neededCalls - missingCalls))} of ${needed} calls: needs ${formatCount(missingCalls)} more`,
      },
    ];
  const seen = Math.min(candidate?.calls ?? 0, baseline?.calls ?? 0);
  return seen < neededCalls ? [] : [{ icon: 'done', text: `${formatCount(seen)} of ${needed} calls needed` }];
}

const onePlace = (points: number): string => String(Number(points.toFixed(points < 10 ? 1 : 0)));

function notesOf(guard: GuardView, hasEnded: boolean): TileNote[] {
  const { noticesPoints, leansToWorse, verdict, shadow, notJudged, metric } = guard;
  const known = metricOf(metric);
  return [
    ...callsNote(guard),
    ...(leansToWorse === true && verdict === 'notEnough'
      ? [{ icon: 'warning' as const, text: 'The calls so far lean towards worse' }]
      : []),
    ...(noticesPoints === undefined || verdict === 'worse'
      ? []
      : [{ icon: 'info' as const, text: `Would notice +${onePlace(noticesPoints)} points` }]),
    ...(known !== undefined && !isRate(known) && !hasEnded
      ? [{ icon: 'info' as const, text: 'Counts this hold only, after its warm-up' }]
      : []),
    ...(notJudged === true
      ? [{ icon: 'info' as const, text: NOT_JUDGED }]
      : shadow === true
        ? [{ icon: 'info' as const, text: 'Shown, does not act' }]
        : []),
  ];
}

/** The guards of a Route as tiles, in the order of the stage. */
export function guardTiles({ outcome, phase }: Pick<StageDetails, 'outcome' | 'phase'>): GuardTile[] {
  const [candidate, baseline] = [candidateOf(outcome), baselineOf(outcome)];
  const versions = {
    candidate: candidate === undefined ? 'candidate' : formatVersion(candidate),
    baseline: baseline === undefined ? 'baseline' : formatVersion(baseline),
  };
  const hasEnded = phase !== 'running' && phase !== 'waiting';
  return (outcome.watch?.guards ?? []).map((guard, index) => {
    const known = metricOf(guard.metric);
    const [difference, meter] = [differenceOf(guard), meterOf(guard, hasEnded)];
    return {
      key: `${index} ${guard.metric}`,
      name: known === undefined ? guard.metric : NAMES[known],
      ...lookOf(guard, hasEnded),
      isWorse: guard.verdict === 'worse',
      isPending: verdictOf(guard.verdict) !== 'fine' && verdictOf(guard.verdict) !== 'worse',
      ...(difference === undefined ? {} : { difference }),
      counts: countsOf(guard, versions),
      ...(meter === undefined ? {} : { meter }),
      notes: notesOf(guard, hasEnded),
    };
  });
}
