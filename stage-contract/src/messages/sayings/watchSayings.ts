import { durationWords } from '../../durationWords';
import type { Routing } from '../../outcome/routing';
import { routingWords, versionWords } from '../../routingWords';
import type { GuardMetric } from '../../stages/evidence';
import type { Catalogue } from '../catalogue';
import { counted } from '../counted';
import { joined } from '../joined';
import type { Worded } from '../worded';

/** What the calls of a guard show, in figures. */
export interface GuardFinding {
  metric: GuardMetric;
  candidate: string;
  baseline: string;
  /** Calls of each that were compared, and the bad ones among them. */
  candidateCalls: number;
  candidateBad: number;
  baselineCalls: number;
  baselineBad: number;
  /** Percentage points of a rate, or a factor of a duration. */
  limit: number;
}

/** What a guard compares, in words. */
const METRIC_WORDS: Readonly<Record<GuardMetric, string>> = {
  errorRate: 'error rate',
  throttleRate: 'throttle rate',
  durationP50: 'median duration',
  durationP99: '99th percentile of duration',
};

const percentOf = (bad: number, calls: number): string => {
  const percent = calls === 0 ? 0 : (bad / calls) * 100;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : Number(percent.toPrecision(2))}%`;
};

const limitWords = (metric: GuardMetric, limit: number): string =>
  metric === 'errorRate' || metric === 'throttleRate'
    ? `${limit} ${limit === 1 ? 'point' : 'points'} more`
    : `${limit} times as long`;

const BAD: Readonly<Record<GuardMetric, string>> = {
  errorRate: 'failed',
  throttleRate: 'were throttled',
  durationP50: 'were slower',
  durationP99: 'were slower',
};

/** The figures of a guard in one sentence, without a period. */
const findingWords = ({ metric, limit, ...found }: GuardFinding): string =>
  `${percentOf(found.candidateBad, found.candidateCalls)} of ${counted(Math.round(found.candidateCalls), 'call')} of ${versionWords(found.candidate)} ${BAD[metric]}, against ${percentOf(found.baselineBad, found.baselineCalls)} of ${versionWords(found.baseline)} in the same minutes (tolerated: ${limitWords(metric, limit)})`;

interface Alarms {
  alarms: readonly string[];
}

const alarmsAre = ({ alarms }: Alarms): string => `${joined(alarms)} ${alarms.length === 1 ? 'is' : 'are'}`;
const alarmWords = ({ alarms }: Alarms): string => `Alarm${alarms.length === 1 ? '' : 's'} ${alarmsAre({ alarms })}`;

const metricsWords = (metrics: readonly GuardMetric[]): string => joined(metrics.map((metric) => METRIC_WORDS[metric]));

/** What steps do that look at alarms and calls. */
export const WATCH_STEP_SAYINGS = {
  beginWatching: () => 'Look at alarms and at the calls so far',
  watch: ({ alias, seconds }: { alias: string; seconds: number }) => `Watch ${alias} for ${durationWords(seconds)}`,
  watchRevert: ({ alias, routing }: { alias: string; routing: Routing }) =>
    `Revert ${alias} to ${routingWords(routing)} if something is found`,
  bake: ({ seconds }: { seconds: number }) => `Watch for ${durationWords(seconds)} after the promotion`,
} as const satisfies Catalogue;

/** What a hold or bake that watches says while it lasts. */
export const WATCH_PROGRESS_SAYINGS = {
  baking: ({ seconds }: { seconds: number }) => `Promoted; the way back stays open for ${durationWords(seconds)}`,
  watching: ({ alias, seconds }: { alias: string; seconds: number }) =>
    `Watching ${alias} for ${durationWords(seconds)}`,
  watchedBlindly: ({ because }: { because: Worded }) => `Could not look: ${because.words}`,
  holdExtended: ({ weightPercent, metrics, missing }: ExtendedHold) =>
    `Holding at ${weightPercent}% for longer: ${tooFewWords({ metrics, missing })}`,
  heldForEvidence: ({ weightPercent, metrics }: { weightPercent: number; metrics: readonly GuardMetric[] }) =>
    `Holding at ${weightPercent}%, because the calls so far do not clear the ${metricsWords(metrics)}: it ends when there are enough calls, and fails at its deadline`,
} as const satisfies Catalogue;

interface TooFew {
  metrics: readonly GuardMetric[];
  /** Calls that are missing, of the guard that needs most; 0: enough calls, but they lean towards worse. */
  missing: number;
}

interface ExtendedHold extends TooFew {
  weightPercent: number;
}

const tooFewWords = ({ metrics, missing }: TooFew): string =>
  missing === 0
    ? `the calls so far do not clear the ${metricsWords(metrics)}`
    : `the ${metrics.length === 1 ? 'guard' : 'guards'} of ${metricsWords(metrics)} ${metrics.length === 1 ? 'needs' : 'need'} ${counted(missing, 'more call', 'more calls')}`;

/** What went wrong, seen by alarms and guards. */
export const WATCH_FAILURE_SAYINGS = {
  alarmsMissing: (alarms: Alarms) =>
    `${joined(alarms.alarms)}: no such alarm in this account and region. Nothing was changed.`,
  alarmsAtStart: (alarms: Alarms) => `${alarmWords(alarms)} already in ALARM. Nothing was changed.`,
  alarmsWentOff: (alarms: Alarms) => `${alarmWords(alarms)} in ALARM.`,
  alarmsGone: (alarms: Alarms) =>
    `${alarmWords(alarms)} gone: without ${alarms.alarms.length === 1 ? 'it' : 'them'}, nobody would notice a fault.`,
  candidateIsWorse: ({ version, ...finding }: GuardFinding & { version: string }) =>
    `${versionWords(version)} is worse: ${findingWords(finding)}.`,
  tooFewCalls: ({ seconds, ...tooFew }: TooFew & { seconds: number }) =>
    `Too few calls after ${durationWords(seconds)}: ${tooFewWords(tooFew)}.`,
} as const satisfies Catalogue;

/** What must be said about alarms and guards that did not stop a rollout. */
export const WATCH_WARNING_SAYINGS = {
  alarmsIgnored: (alarms: Alarms) =>
    `${alarmWords(alarms)} in ALARM since before the start, and ${alarms.alarms.length === 1 ? 'does' : 'do'} not count until OK.`,
  alarmInsufficient: (alarms: Alarms) =>
    `${alarmWords(alarms)} without data: ${alarms.alarms.length === 1 ? 'it says' : 'they say'} nothing about the candidate.`,
  proceededOnFewCalls: ({ weightPercent, seconds, ...tooFew }: ExtendedHold & { seconds: number }) =>
    `Proceeded from ${weightPercent}% after ${durationWords(seconds)} without enough evidence: ${tooFewWords(tooFew)}.`,
  watchedOnFewCalls: ({ seconds, ...tooFew }: TooFew & { seconds: number }) =>
    `Watched for ${durationWords(seconds)} without enough evidence: ${tooFewWords(tooFew)}.`,
  couldNotWatch: ({ note }: { note: Worded }) => `The watch has failed. ${note.words}`,
  shadowWouldFail: ({ version, ...finding }: GuardFinding & { version: string }) =>
    `A guard in shadow would have reverted ${versionWords(version)}: ${findingWords(finding)}.`,
  guardsNotJudged: ({ metrics }: { metrics: readonly GuardMetric[] }) =>
    `AWS does not have the figures for ${metricsWords(metrics)}, so ${metrics.length === 1 ? 'this guard does' : 'these guards do'} not act.`,
  shadowAlarms: (alarms: Alarms) => `${alarmWords(alarms)} in ALARM, but only in shadow.`,
  nothingToCompare: ({ alias }: { alias: string }) =>
    `The guards have nothing to compare with, because ${alias} serves no other version.`,
  nothingToWatch: ({ alias }: { alias: string }) =>
    `${alias} is not watched after this stage, because there is no other version to go back to.`,
  nothingWatched: ({ alias, routing }: { alias: string; routing: Routing }) =>
    `Nothing is watched, because ${alias} already served ${routingWords(routing)} before this execution: there is nothing to go back to.`,
  noTimeToExtend: ({ spareSeconds }: { spareSeconds: number }) =>
    `Holds cannot be extended while there are too few calls: the stage has ${spareSeconds === 0 ? 'no time' : `only ${durationWords(spareSeconds)}`} to spare before its deadline. Give it a longer timeout.`,
  holdsTooShort: ({ metrics, minutes }: { metrics: readonly GuardMetric[]; minutes: number }) =>
    `No hold or watch is long enough for ${metricsWords(metrics)}: it takes at least ${minutes} minutes until a guard can judge, so lengthen one, or expect too few calls.`,
} as const satisfies Catalogue;

/** What a piece of evidence measured, of alarms and guards. */
export const WATCH_EVIDENCE_SAYINGS = {
  guardCompared: (finding: GuardFinding) => findingWords(finding),
  alarmsSeen: (alarms: Alarms) => `Alarms ${joined(alarms.alarms)}`,
} as const satisfies Catalogue;
