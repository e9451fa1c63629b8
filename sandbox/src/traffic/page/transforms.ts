import type { Refusal, Routing, TrafficSeen, TrafficTarget } from '../trafficAnswer';
import { type CallLog, countedCalls, HISTORY_MS } from './callLog';

/** How to draw a version: the two versions of the last canary each have a look, any other version has a third one. */
export type Look = 'baseline' | 'candidate' | 'other';

/** One part of a bar that adds up to 100%. */
export type Share = { version: string; percent: number; look: Look };

/** A row of the versions table, with figures for the window. */
export type VersionRow = {
  version: string;
  look: Look;
  role: string;
  wantedPercent: number;
  calls: number;
  percent: number;
  failed: number;
  medianMs: number;
};

/** Calls of one column, by version. `startsAt` is epoch milliseconds. */
export type Column = { startsAt: number; counts: { version: string; look: Look; count: number }[]; failed: number };

/** Width of a column in time. */
export const COLUMN_MS = 3_000;

/** The look of a version. Before any canary, the version that the alias serves looks like a baseline. */
export function lookOf(log: Pick<CallLog, 'pair' | 'routing'>, version: string): Look {
  if (log.pair === null) {
    return log.routing === null || log.routing.main === version ? 'baseline' : 'other';
  }
  return version === log.pair.candidate ? 'candidate' : version === log.pair.baseline ? 'baseline' : 'other';
}

/** The alias's current routing, candidate first as in Deck's details. */
export function wantedShares(log: CallLog): Share[] {
  if (log.routing === null) {
    return [];
  }
  const { main, additional } = log.routing;
  const shares = [{ version: main, percent: 100 - (additional?.weightPercent ?? 0), look: lookOf(log, main) }];
  return additional === null
    ? shares
    : [
        { version: additional.version, percent: additional.weightPercent, look: lookOf(log, additional.version) },
        ...shares,
      ];
}

/** Who responded to the calls in the window, in the order of the routing. */
export function answeredShares(log: CallLog): Share[] {
  const rows = versionRows(log).filter((row) => row.calls > 0);
  return rows.map(({ version, percent, look }) => ({ version, percent, look }));
}

/** Versions in the alias's routing or that responded in the window: candidate, baseline, then others. */
export function versionRows(log: CallLog): VersionRow[] {
  const window = countedCalls(log);
  const wanted = wantedShares(log);
  const versions = [...new Set([...wanted.map((share) => share.version), ...window.map((call) => call.version)])];
  const rows = versions.map((version) => {
    const calls = window.filter((call) => call.version === version);
    const wantedPercent = wanted.find((share) => share.version === version)?.percent ?? 0;
    return {
      version,
      look: lookOf(log, version),
      role: roleOf(log, version),
      wantedPercent,
      calls: calls.length,
      percent: window.length === 0 ? 0 : (calls.length / window.length) * 100,
      failed: calls.filter((call) => call.failed).length,
      medianMs: median(calls.map((call) => call.durationMs)),
    };
  });
  const order: readonly Look[] = ['candidate', 'baseline', 'other'];
  return rows.sort((one, other) => order.indexOf(one.look) - order.indexOf(other.look));
}

function roleOf({ routing, pair }: CallLog, version: string): string {
  if (routing?.additional?.version === version) {
    return 'candidate';
  }
  if (routing?.main === version) {
    return routing.additional === null ? (pair?.candidate === version ? 'promoted' : 'all traffic') : 'baseline';
  }
  return 'no traffic';
}

/** The calls of the last minutes in columns, oldest first; the last column is still filling up. */
export function columns(log: CallLog, now: number): Column[] {
  const last = Math.floor(now / COLUMN_MS);
  const first = last - HISTORY_MS / COLUMN_MS + 1;
  const columnList: Column[] = [];
  for (let index = first; index <= last; index += 1) {
    const inside = log.calls.filter((call) => Math.floor(call.at / COLUMN_MS) === index);
    const versions = [...new Set(inside.map((call) => call.version))].sort((one, other) => Number(one) - Number(other));
    const counts = versions.map((version) => ({
      version,
      look: lookOf(log, version),
      count: inside.filter((call) => call.version === version).length,
    }));
    columnList.push({ startsAt: index * COLUMN_MS, counts, failed: inside.filter((call) => call.failed).length });
  }
  return columnList;
}

/** The sentence at the top. */
export function headline(log: CallLog, target: TrafficTarget, isOn: boolean): string {
  const { routing } = log;
  const window = countedCalls(log).length;
  if (!isOn && log.calls.length === 0) {
    return `No traffic. Start it to see which version of ${target.functionName} serves each call.`;
  }
  if (routing === null || log.calls.length === 0) {
    return `Calling ${target.aliasName} of ${target.functionName} …`;
  }
  if (routing.additional === null) {
    return `${target.aliasName} sends everything to v${routing.main}.`;
  }
  const { version, weightPercent } = routing.additional;
  if (window === 0) {
    return `${target.aliasName} routes ${percentText(weightPercent)} to v${version}.`;
  }
  const answered = versionRows(log).find((row) => row.version === version)?.percent ?? 0;
  return `v${version} served ${percentText(answered)} of the last ${window} calls; ${target.aliasName} routes ${percentText(weightPercent)} to it.`;
}

/** What the sandbox is doing, next to the button. */
export function rateText({ wish, perSecond }: Pick<TrafficSeen, 'wish' | 'perSecond'>): string {
  return wish === null ? 'Traffic is off' : `${perSecond.toFixed(1)} calls per second`;
}

/** How many calls failed, and which part of them that is. */
export function failedText({ calls, failed }: Pick<VersionRow, 'calls' | 'failed'>): string {
  return failed === 0 ? '0' : `${failed} (${percentText((failed / calls) * 100)})`;
}

/** Why there is nothing to draw, and what to do about it. */
export function refusalText(refusal: Refusal, target: TrafficTarget): string {
  const { functionName, aliasName, region } = target;
  switch (refusal.reason) {
    case 'functionMissing':
      return `There is no function ${functionName} in ${region} yet. Run one of the sample pipelines; calls start automatically once it exists.`;
    case 'aliasMissing':
      return `The function ${functionName} has no alias ${aliasName} yet. A Deployment or Route stage creates it; calls start automatically once it exists.`;
    case 'throttled':
      return `Lambda rejects some calls: ${refusal.message}. Choose fewer calls per second.`;
    case 'unreachable':
      return `The strict Lambda does not respond: ${refusal.message}. Is it running?`;
    case 'sandboxAway':
      return `The sandbox does not respond: ${refusal.message}. Is it running?`;
    case 'other':
      return refusal.message;
  }
}

/** A routing change in words. */
export function routingText({ main, additional }: Routing): string {
  return additional === null
    ? `v${main} 100%`
    : `v${main} ${percentText(100 - additional.weightPercent)}, v${additional.version} ${percentText(additional.weightPercent)}`;
}

/** 10%, 9.5%, 0%. */
export function percentText(percent: number): string {
  return `${Math.round(percent * 10) / 10}%`;
}

/** 412 ms, or a dash if nothing was measured. */
export function millisecondsText(ms: number): string {
  return Number.isNaN(ms) ? '–' : `${Math.round(ms)} ms`;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
