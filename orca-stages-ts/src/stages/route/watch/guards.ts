import {
  FINE_DELAY_MINUTES,
  guardLimits,
  isRate,
  present,
  type GuardLimits,
  type GuardReport,
  type RouteInput,
  type WatchedMinute,
} from 'stage-contract';
import type { ApplyContext } from '../../../model/stageContext';
import {
  durationLimitMs,
  judgeDuration,
  judgeMinutes,
  judgeRate,
  noticeablePoints,
  type Judged,
} from '../../shared/guards';
import {
  MINUTE_MS,
  minutesIn,
  versionDurations,
  versionMinutes,
  type VersionMinute,
  wholeMinute,
} from '../../shared/versionFigures';
import type { RouteFacts } from '../steps';
import type { ComparedVersions } from './guardEvidence';
import {
  countErrors,
  countThrottles,
  pairedMinutes,
  SHARED_MS,
  wholeMinutes,
  type BothVersions,
  type HoldWindow,
} from './minutes';

/** CloudWatch is two minutes late at most before a version may be called worse, and three before it may be called fine. */
const WORSE_DELAY_MS = 120_000;
const FINE_DELAY_MS = FINE_DELAY_MINUTES * MINUTE_MS;
/** Most minutes that the outcome shows. */
const MOST_MINUTES = 120;
/** A power of ten that no reader needs to tell from a larger one. */
const MOST_EVIDENCE = 99;

/** What the guards compare. */
export interface Compared extends ComparedVersions {
  /** Holds that have ended, and the one that lasts. */
  windows: readonly HoldWindow[];
  /** How clumped the baseline's bad calls were before the first weight, by metric. */
  clumpiness: Readonly<Record<string, number>>;
}

/** What a look at the guards has found. */
export interface GuardLook {
  guards: GuardReport[];
  minutes: WatchedMinute[];
}

/** Reads the calls of both versions and judges every guard anew. */
export async function lookAtGuards(
  { guards = [], aliasName }: Pick<RouteInput, 'guards' | 'aliasName'>,
  context: ApplyContext<RouteFacts>,
  compared: Compared,
): Promise<GuardLook> {
  if (guards.length === 0) return { guards: [], minutes: [] };
  const throttles = guards.some(({ metric }) => metric === 'throttleRate');
  const counted = readBoth({ aliasName, throttles }, context, compared);
  // All guards ask at the same time, so that they share calls.
  const [both, reports] = await Promise.all([
    counted,
    Promise.all(
      guards.map(async (guard) => {
        const limits = guardLimits(guard);
        return isRate(limits.metric)
          ? rateReport(limits, await counted, context.nowMs, compared)
          : durationReport(limits, aliasName, context, compared);
      }),
    ),
  ]);
  return { guards: reports, minutes: shownMinutes(both, compared.windows, context.nowMs) };
}

/** The calls of both versions since the first hold began. */
async function readBoth(
  { aliasName, throttles }: { aliasName: string; throttles: boolean },
  { cloudwatch, operation, nowMs }: ApplyContext<RouteFacts>,
  { candidate, baseline, windows }: Compared,
): Promise<BothVersions> {
  const first = Math.min(...windows.map(({ fromMs }) => fromMs));
  const span = { fromMs: wholeMinute(first), toMs: wholeMinute(nowMs) };
  // A hold or watch may end within its first minute: CloudWatch has nothing of it yet, and rejects an empty span.
  if (span.toMs <= span.fromMs) return { candidate: new Map(), baseline: new Map(), throttlesByVersion: true };
  const seen = await versionMinutes(
    cloudwatch,
    { functionName: operation.target.functionName, alias: aliasName, versions: [candidate, baseline], throttles },
    span,
    { maxAgeMs: SHARED_MS },
  );
  const [mine = [], other = []] = seen.versions;
  const timed = (minutes: readonly VersionMinute[]) => new Map(minutes.map((minute) => [minute.atMs, minute]));
  return { candidate: timed(mine), baseline: timed(other), throttlesByVersion: seen.throttlesByVersion };
}

function rateReport(
  limits: GuardLimits,
  both: BothVersions,
  nowMs: number,
  { windows, clumpiness }: Compared,
): GuardReport {
  const count = limits.metric === 'errorRate' ? countErrors : countThrottles;
  const clumped = clumpiness[limits.metric] ?? 1;
  const judgedBy = (byMs: number): Judged =>
    judgeRate(
      windows.map((window) => pairedMinutes(wholeMinutes(window, byMs, limits.warmupMinutes), both, count)),
      clumped,
      limits,
    );
  const early = judgedBy(nowMs - WORSE_DELAY_MS);
  const judged = early.verdict === 'worse' ? early : judgedBy(nowMs - FINE_DELAY_MS);
  const notices = noticeablePoints(judged.pair, {
    tolerance: limits.maxIncreasePercentPoints / 100,
    alpha: limits.alpha,
    clumpiness: clumped,
  });
  return {
    ...reportOf(limits, judged, limits.minimumInvocations * clumped),
    limit: limits.maxIncreasePercentPoints,
    ...(limits.metric === 'throttleRate' && !both.throttlesByVersion ? { notJudged: true } : {}),
    ...present({ noticesPoints: notices }),
  };
}

interface JudgedDuration {
  judged: Judged;
  limitMs?: number;
  /** AWS refuses to say how long the calls took. */
  notJudged?: true;
}

/** Percentiles cannot be added, so only the hold that lasts counts. */
async function durationReport(
  limits: GuardLimits,
  aliasName: string,
  { cloudwatch, operation, nowMs }: ApplyContext<RouteFacts>,
  { candidate, baseline, windows }: Compared,
): Promise<GuardReport> {
  const percentile = limits.metric === 'durationP99' ? 'p99' : 'p50';
  const rule = { percentile, alpha: limits.alpha, minimumInvocations: limits.minimumInvocations } as const;
  const window = windows.at(-1);
  const spans = [WORSE_DELAY_MS, FINE_DELAY_MS].flatMap(
    (delayMs) => (window && wholeMinutes(window, nowMs - delayMs, limits.warmupMinutes)) ?? [],
  );
  const seen = await versionDurations(
    cloudwatch,
    {
      functionName: operation.target.functionName,
      alias: aliasName,
      candidate,
      baseline,
      percentile,
      limitMs: (usualMs) => durationLimitMs(usualMs, limits.maxRatio),
    },
    spans,
    { maxAgeMs: SHARED_MS },
  );
  const [early, fine] = seen.map((one): JudgedDuration | undefined => {
    switch (one.kind) {
      case 'noBaseline':
        return undefined;
      case 'refused':
        return { judged: judgeDuration([], rule), notJudged: true };
      case 'ranks':
        return { judged: judgeDuration(one.minutes, rule), limitMs: one.limitMs };
      case 'percentiles':
        return { judged: judgeMinutes(one.minutes, limits.maxRatio, rule), ...present({ limitMs: one.limitMs }) };
    }
  });
  const found = early?.judged.verdict === 'worse' ? early : fine;
  return {
    ...reportOf(limits, found?.judged ?? judgeDuration([], rule), limits.minimumInvocations),
    limit: limits.maxRatio,
    ...present({ limitMs: found?.limitMs, notJudged: found?.notJudged }),
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function reportOf(
  { metric, alpha, shadow }: GuardLimits,
  { verdict, pair, lnEvidence, leansToWorse, missing }: Judged,
  neededCalls: number,
): Omit<GuardReport, 'limit'> {
  const missingCalls = Math.max(missing.candidate, missing.baseline);
  const powerOfTen = lnEvidence / Math.LN10;
  return {
    metric,
    verdict,
    ...(shadow ? { shadow } : {}),
    candidate: { calls: rounded(pair.candidate.calls), bad: rounded(pair.candidate.bad) },
    baseline: { calls: rounded(pair.baseline.calls), bad: rounded(pair.baseline.bad) },
    evidence: rounded(Math.max(-MOST_EVIDENCE, Math.min(MOST_EVIDENCE, powerOfTen))),
    threshold: rounded(-Math.log10(alpha)),
    neededCalls: Math.ceil(neededCalls),
    ...(missingCalls > 0 ? { missingCalls } : {}),
    ...(leansToWorse ? { leansToWorse } : {}),
  };
}

/** The newest minutes of all holds, as far as CloudWatch may have them. */
function shownMinutes(both: BothVersions, windows: readonly HoldWindow[], nowMs: number): WatchedMinute[] {
  const shown = windows.flatMap((window): WatchedMinute[] => {
    const span = wholeMinutes(window, nowMs);
    return (span === undefined ? [] : minutesIn(span)).flatMap((at) => {
      const [mine, other] = [both.candidate.get(at), both.baseline.get(at)];
      return mine === undefined || other === undefined
        ? []
        : [{ at: new Date(at).toISOString(), candidate: shownCounts(mine), baseline: shownCounts(other) }];
    });
  });
  return shown.slice(-MOST_MINUTES);
}

const shownCounts = ({ invocations, errors }: VersionMinute): WatchedMinute['candidate'] => ({
  calls: invocations,
  errors,
});
