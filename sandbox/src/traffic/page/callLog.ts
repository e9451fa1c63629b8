import type { Routing } from '../trafficAnswer';

/** One call that a version answered. Times are epoch milliseconds. */
export type Call = { at: number; version: string; durationMs: number; failed: boolean };

/** A change of the alias's routing that the panel saw. */
type RoutingChange = { at: number; routing: Routing };

/** What the panel has seen so far; only what it can draw is kept. */
export type CallLog = {
  calls: readonly Call[];
  routing: Routing | null;
  changes: readonly RoutingChange[];
  /** The last pair that shared traffic: their looks stay after one of them has got all of it. */
  pair: { baseline: string; candidate: string } | null;
};

/** How many calls the shares are counted over, at most. */
const WINDOW_CALLS = 200;
/** How far back the columns go. */
export const HISTORY_MS = 180_000;

export const emptyLog: CallLog = { calls: [], routing: null, changes: [], pair: null };

/** The log with one more call; forgets what neither the window nor the columns show any more. */
export function withCall(log: CallLog, call: Call): CallLog {
  const calls = [...log.calls, call];
  const keepFrom = calls.findIndex(
    (each, index) => each.at > call.at - HISTORY_MS - 5_000 || index >= calls.length - WINDOW_CALLS,
  );
  return { ...log, calls: calls.slice(keepFrom) };
}

/** The log with the routing as it is now; a routing that differs from the last one is a change. */
export function withRouting(log: CallLog, routing: Routing, at: number): CallLog {
  if (log.routing !== null && sameRouting(log.routing, routing)) {
    return log;
  }
  const changes =
    log.routing === null
      ? log.changes
      : [...log.changes, { at, routing }].filter((change) => change.at > at - HISTORY_MS);
  const pair =
    routing.additional === null ? log.pair : { baseline: routing.main, candidate: routing.additional.version };
  return { ...log, routing, changes, pair };
}

/** The calls that shares are counted over: the latest since the alias was last changed, so that they compare with what it asks for now. */
export function countedCalls(log: CallLog): readonly Call[] {
  const changedAt = log.changes.at(-1)?.at ?? 0;
  return log.calls.slice(-WINDOW_CALLS).filter((call) => call.at > changedAt);
}

function sameRouting(one: Routing, other: Routing): boolean {
  return (
    one.main === other.main &&
    one.additional?.version === other.additional?.version &&
    one.additional?.weightPercent === other.additional?.weightPercent
  );
}
