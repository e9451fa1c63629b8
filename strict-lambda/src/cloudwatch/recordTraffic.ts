import type { Place } from '../arns';
import { cloudwatchAt, type Emulator } from '../emulator';
import type { InvocationOutcome } from '../invoke/executionEnvironment';
import type { ByMinute, Reported, TrafficReport } from '../store/cloudwatchState';
import { named } from '../store/named';
import type { LambdaTraffic } from '../strictLambda';
import { MINUTE_MS } from './metric';
import { mergedSamples, samplesOf } from './samples';

/** How long CloudWatch keeps figures of single minutes. */
const KEPT_MS = 15 * 24 * 60 * MINUTE_MS;
/** Figures of calls become visible in steps of this, so that a busy minute has only a few reports. */
const STEP_MS = 10_000;

/** Reports a minute of calls. Throws for figures that no calls can have. */
export function recordTraffic(emulator: Emulator, traffic: LambdaTraffic): void {
  const { invocations, errors = 0, throttles = 0, durationsMs } = traffic;
  for (const [name, value] of Object.entries({ minute: traffic.minute, invocations, errors, throttles }))
    if (!Number.isInteger(value) || value < 0) throw new Error(`Traffic has a whole number of ${name}, not ${value}.`);
  if (errors > invocations) throw new Error(`Traffic cannot have ${errors} errors in ${invocations} invocations.`);
  const minute = Math.floor(traffic.minute / MINUTE_MS) * MINUTE_MS;
  const durations = durationsMs === undefined ? undefined : samplesOf(durationsMs.map(asReported));
  add(
    emulator,
    {
      place: {
        account: traffic.account ?? emulator.settings.defaultAccount,
        region: traffic.region ?? 'us-east-1',
      },
      functionName: traffic.functionName,
      qualifier: traffic.alias ?? traffic.version,
      executedVersion: traffic.alias === undefined ? undefined : traffic.version,
      minute,
    },
    {
      invocations,
      errors,
      throttles,
      ...(durations === undefined ? {} : { durations }),
      ...(traffic.replaces === true ? { replaces: true } : {}),
      visibleAt: traffic.visibleAt ?? minute + MINUTE_MS + emulator.settings.cloudwatch.delayMs,
    },
  );
}

/** A call that Lambda has answered or throttled. */
export type EndedCall = {
  place: Place;
  functionName: string;
  qualifier: string | undefined;
  /** The version that served it, if an alias was called. */
  executedVersion: string | undefined;
  /** Figures belong to the minute in which a call began. */ beganAtMs: number;
  outcome: Pick<InvocationOutcome, 'failed' | 'durationMs'> | 'throttled';
};

/** Reports a call that has just ended. */
export function recordCall(emulator: Emulator, { outcome, beganAtMs, ...call }: EndedCall): void {
  const now = emulator.now();
  const throttled = outcome === 'throttled';
  const durations = throttled ? undefined : samplesOf([asReported(outcome.durationMs)]);
  add(
    emulator,
    { ...call, minute: Math.floor(beganAtMs / MINUTE_MS) * MINUTE_MS },
    {
      invocations: throttled ? 0 : 1,
      errors: !throttled && outcome.failed ? 1 : 0,
      throttles: throttled ? 1 : 0,
      ...(durations === undefined ? {} : { durations }),
      visibleAt: Math.ceil((now + emulator.settings.cloudwatch.delayMs) / STEP_MS) * STEP_MS,
    },
  );
}

type Series = Omit<EndedCall, 'outcome' | 'beganAtMs'> & { minute: number };

function add(emulator: Emulator, series: Series, report: Reported<TrafficReport>): void {
  const { executedVersion } = series;
  if (executedVersion === undefined || emulator.settings.cloudwatch.throttlesByVersion || report.throttles === 0)
    return addTo(emulator, series, report);
  addTo(emulator, series, { ...report, throttles: 0 });
  const { visibleAt, throttles, replaces } = report;
  addTo(
    emulator,
    { ...series, executedVersion: undefined },
    { invocations: 0, errors: 0, throttles, visibleAt, ...(replaces === undefined ? {} : { replaces }) },
  );
}

function addTo(
  emulator: Emulator,
  { place, functionName, qualifier, executedVersion, minute }: Series,
  report: Reported<TrafficReport>,
): void {
  const all = (cloudwatchAt(emulator, place).traffic[functionName] ??= named());
  const resource = qualifier === undefined ? functionName : `${functionName}:${qualifier}`;
  const { minutes } = (all[`${resource}|${executedVersion ?? ''}`] ??= {
    resource,
    ...(executedVersion === undefined ? {} : { executedVersion }),
    minutes: named(),
  });
  addReport(minutes, minute, report);
  forgetOld(minutes, emulator.now());
  emulator.changed();
}

/** Adds a report to its minute, to the one that becomes visible at the same time if there is one. */
function addReport(minutes: ByMinute<TrafficReport>, minute: number, report: Reported<TrafficReport>): void {
  const reports = (minutes[minute] ??= []);
  const last = reports.at(-1);
  if (report.replaces === true || last?.visibleAt !== report.visibleAt) {
    reports.push(report);
    return;
  }
  last.invocations += report.invocations;
  last.errors += report.errors;
  last.throttles += report.throttles;
  const durations = mergedSamples([last.durations, report.durations].filter((part) => part !== undefined));
  if (durations !== undefined) last.durations = durations;
}

/** Keys stay in the order in which they were added, so the oldest minutes come first. */
function forgetOld(minutes: ByMinute<unknown>, now: number): void {
  for (const minute of Object.keys(minutes)) {
    if (Number(minute) >= now - KEPT_MS) return;
    delete minutes[minute];
  }
}

/** Lambda reports hundredths of a millisecond. */
const asReported = (durationMs: number): number => Math.round(durationMs * 100) / 100;
