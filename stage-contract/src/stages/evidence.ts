import { z } from 'zod';
import { field, requiredField } from '../fieldMeta';
import { expecting } from '../messages/expected';
import { readBy } from '../readers';
import { decimal, flag, mapOf, oneOf, textLike, wholeNumber } from '../values';

/** Most alarms of one stage: as many as CodeDeploy allows. */
export const MOST_ALARMS = 10;
/** Most guards of one stage. */
export const MOST_GUARDS = 8;
/** Longest bake in seconds: two days, like the longest hold. */
export const LONGEST_BAKE_SECONDS = 172_800;
/** Longest watch after a stage has ended, in seconds: 30 days, as long as an execution's pins are kept. */
export const LONGEST_WATCH_SECONDS = 2_592_000;
/** Longest extension of a hold in seconds: a day. */
export const LONGEST_EXTENSION_SECONDS = 86_400;

/** A name of up to 255 characters, or the ARN of an alarm. Source: CloudWatch API reference, DescribeAlarms. */
const ALARM = /^(?!arn:)\S.{0,254}$|^arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:\S.{0,254}$/u;

const shadow = () =>
  field(flag(), {
    label: 'Shadow',
    help: 'true: shows what it finds, and never acts. Try it before you trust it',
  });

/** An alarm by its name or ARN; text alone is its name. */
export const alarmSchema = expecting(
  readBy(
    'named',
    z.strictObject({
      name: requiredField(textLike(ALARM, 'alarm'), {
        label: 'Alarm',
        example: 'checkout-errors',
        help: 'name or ARN of an alarm in the region and account of the function',
      }),
      shadow: shadow(),
    }),
  ),
  { code: 'expectedForm', values: { form: 'alarm' } },
);
export type AlarmInput = z.output<typeof alarmSchema>;

/** What a guard compares between candidate and baseline. */
export const GUARD_METRICS = ['errorRate', 'throttleRate', 'durationP50', 'durationP99'] as const;
export type GuardMetric = (typeof GUARD_METRICS)[number];

/** Whether a metric is a share of calls; otherwise it is a duration. */
export const isRate = (metric: GuardMetric): boolean => metric === 'errorRate' || metric === 'throttleRate';

/** A comparison of candidate and baseline by their real calls. Source of the defaults: simulation, see docs/evidence.md. */
export const guardSchema = mapOf(
  {
    metric: requiredField(oneOf(GUARD_METRICS), {
      label: 'Metric',
      choices: {
        errorRate: 'Error rate',
        throttleRate: 'Throttle rate',
        durationP50: 'Median duration',
        durationP99: '99th percentile of duration',
      },
      help: '`errorRate`, `throttleRate`, `durationP50` or `durationP99`',
    }),
    maxIncreasePercentPoints: field(decimal(0, 100), {
      label: 'Tolerated increase',
      unit: 'points',
      whenAbsent: '1 point',
      help: 'how much higher a rate of the candidate may be, in percentage points. Default: 1',
    }),
    maxRatio: field(decimal(1, 100), {
      label: 'Tolerated ratio',
      unit: '×',
      whenAbsent: '1.25 for the median, 1.5 for the 99th percentile',
      help: 'how many times slower the candidate may be. Default: 1.25 for the median, 1.5 for the 99th percentile',
    }),
    minimumInvocations: field(wholeNumber(1, 1_000_000), {
      label: 'Minimum calls',
      unit: 'calls',
      whenAbsent: '50, or 300 for the 99th percentile',
      help: 'fewest calls of each version before the guard says that a candidate is fine. Default: 50, or 300 for the 99th percentile',
    }),
    warmupMinutes: field(wholeNumber(0, 60), {
      label: 'Warm-up',
      unit: 'min',
      whenAbsent: 'none for rates, 3 minutes for durations',
      help: 'minutes at the start of each hold that do not count, because new environments are slow. Default: 0 for rates, 3 for durations',
    }),
    confidence: field(decimal(0.8, 0.9999), {
      label: 'Confidence',
      whenAbsent: '0.99',
      help: 'how certain the guard must be before it says that a candidate is worse. Default: 0.99',
    }),
    shadow: shadow(),
  },
  'guard',
);
export type GuardInput = z.output<typeof guardSchema>;

/** What happens if a hold ends and a guard still has too few calls. */
export const TOO_FEW_POLICIES = ['proceed', 'hold', 'revert'] as const;
export type TooFewPolicy = (typeof TOO_FEW_POLICIES)[number];

/** What the guards of a stage do while they have too few calls. */
export const evidencePolicySchema = mapOf(
  {
    extendSeconds: field(wholeNumber(0, LONGEST_EXTENSION_SECONDS), {
      label: 'Extend each hold by at most',
      unit: 's',
      whenAbsent: 'the length of the hold, at least 10 minutes',
      help: 'how much longer a hold lasts at most while a guard has too few calls, in seconds. Default: the length of the hold, at least 600',
    }),
    onTooFew: field(oneOf(TOO_FEW_POLICIES), {
      label: 'Still too few calls',
      choices: { proceed: 'Proceed with a warning', hold: 'Hold', revert: 'Revert' },
      whenAbsent: 'proceed with a warning, or hold if the calls lean towards worse',
      help: 'what happens if there are still too few calls after that. Default: proceed with a warning; hold if the calls so far lean towards worse',
    }),
  },
  'evidence',
);
export type EvidencePolicy = z.output<typeof evidencePolicySchema>;

/** How long a hold lasts longer at most while a guard has too few calls, in seconds. */
export const extendSecondsOf = (holdSeconds: number, evidence: EvidencePolicy | undefined): number =>
  evidence?.extendSeconds ?? Math.max(holdSeconds, SHORTEST_EXTENSION_SECONDS);

const SHORTEST_EXTENSION_SECONDS = 600;

/** A guard with all its limits. */
export interface GuardLimits {
  metric: GuardMetric;
  maxIncreasePercentPoints: number;
  maxRatio: number;
  minimumInvocations: number;
  warmupMinutes: number;
  /** The chance of a wrong `worse`, 0 to 1. */
  alpha: number;
  shadow: boolean;
}

/** A guard's limits, with the defaults of its metric. Pure. */
export function guardLimits(guard: GuardInput): GuardLimits {
  const { metric } = guard;
  const isTail = metric === 'durationP99';
  return {
    metric,
    maxIncreasePercentPoints: guard.maxIncreasePercentPoints ?? 1,
    maxRatio: guard.maxRatio ?? (isTail ? 1.5 : 1.25),
    minimumInvocations: guard.minimumInvocations ?? (isTail ? 300 : 50),
    warmupMinutes: guard.warmupMinutes ?? (isRate(metric) ? 0 : 3),
    // 1 − 0.99 would be 0.010000000000000009.
    alpha: Math.round((1 - (guard.confidence ?? 0.99)) * 1e9) / 1e9,
    shadow: guard.shadow === true,
  };
}
