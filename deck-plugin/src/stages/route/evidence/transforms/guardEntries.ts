import { GUARD_METRICS, guardLimits, guardSchema, isRate, type GuardInput, type GuardMetric } from 'stage-contract';
import { entryOf, flagOf, isExpression, isGiven, isMap, shortJson, textOf } from '../../../../values/readValue';
import { withEntry } from '../../../../values/withEntry';

/** How much worse the candidate may be: in percentage points of a rate, or as a factor of a duration. */
type LimitName = 'maxIncreasePercentPoints' | 'maxRatio';

/** A guard as its row shows it. */
export type GuardEntry =
  | {
      kind: 'guard';
      metric: GuardMetric;
      limit: LimitName;
      shadow: boolean;
      /** What stands in the place of true or false. */
      shadowWords?: string;
      /** Defaults of the metric, shown while a field is empty. */
      defaults: { limit: string; minimumInvocations: string; warmupMinutes: string; confidence: string };
      /** The limit of the other kind of metric, which has no effect here. */
      misplaced?: LimitName;
    }
  /** Without a metric that the form knows: kept and described. */
  | { kind: 'odd'; words: string };

/** What each metric is in the middle of a sentence. */
export const METRIC_SUBJECTS: Readonly<Record<GuardMetric, string>> = {
  errorRate: 'errors',
  throttleRate: 'throttles',
  durationP50: 'the median',
  durationP99: 'the p99',
};

/** The limit that a metric has. */
const limitName = (metric: GuardMetric): LimitName => (isRate(metric) ? 'maxIncreasePercentPoints' : 'maxRatio');

const otherLimit = (name: LimitName): LimitName => (name === 'maxRatio' ? 'maxIncreasePercentPoints' : 'maxRatio');

function defaultsOf(metric: GuardMetric): Extract<GuardEntry, { kind: 'guard' }>['defaults'] {
  const limits = guardLimits({ metric });
  return {
    limit: String(limits[limitName(metric)]),
    minimumInvocations: String(limits.minimumInvocations),
    warmupMinutes: String(limits.warmupMinutes),
    confidence: String(1 - limits.alpha),
  };
}

/** Reads an entry of the list. */
export function guardEntry(value: unknown): GuardEntry {
  const text = textOf(entryOf(value, 'metric'))?.trim();
  const metric = GUARD_METRICS.find((known) => known === text);
  if (!isMap(value) || metric === undefined) return { kind: 'odd', words: shortJson(value, 120) };
  const limit = limitName(metric);
  const shadow = entryOf(value, 'shadow');
  const known = !isGiven(shadow) ? false : isExpression(shadow) ? undefined : flagOf(shadow);
  return {
    kind: 'guard',
    metric,
    limit,
    shadow: known ?? false,
    ...(known === undefined ? { shadowWords: textOf(shadow) ?? shortJson(shadow) } : {}),
    defaults: defaultsOf(metric),
    ...(isGiven(entryOf(value, otherLimit(limit))) ? { misplaced: otherLimit(limit) } : {}),
  };
}

/** The guard on another metric; a limit of the other kind goes with the metric that it belonged to. */
export function withMetric(value: unknown, metric: GuardMetric): Record<string, unknown> {
  const renamed = withEntry(value, 'metric', metric) ?? {};
  return withEntry(renamed, otherLimit(limitName(metric)), undefined) ?? {};
}

/** A new guard: on the first metric that has none yet. */
export function newGuard(guards: readonly unknown[]): Record<string, unknown> {
  const used = guards.map((guard) => textOf(entryOf(guard, 'metric'))?.trim());
  return { metric: GUARD_METRICS.find((metric) => !used.includes(metric)) ?? GUARD_METRICS[0] };
}

/** The guards that can be read. */
export const readGuards = (guards: readonly unknown[]): GuardInput[] =>
  guards.flatMap((guard) => {
    const read = guardSchema.safeParse(guard);
    return read.success ? [read.data] : [];
  });

/** What a guard's less used settings are, in a few words. */
export function advancedWords(
  value: unknown,
  { warmupMinutes, confidence }: { warmupMinutes: string; confidence: string },
): string {
  const shown = (name: string, otherwise: string): string => {
    const given = entryOf(value, name);
    return isGiven(given) ? (textOf(given) ?? shortJson(given, 24)) : otherwise;
  };
  const warmup = shown('warmupMinutes', warmupMinutes);
  return `${warmup === '0' ? 'no warm-up' : `warm-up ${warmup} min`} · confidence ${shown('confidence', confidence)}`;
}
