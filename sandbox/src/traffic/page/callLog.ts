import type { Routing, ServedCall } from '../trafficAnswer';

/** One call that a version responded to. */
export type Call = Omit<ServedCall, 'number'>;

/** A change of the alias's routing that the panel has seen. */
type RoutingChange = { at: number; routing: Routing };

/** What the panel has seen so far; it only keeps what it can draw. */
export type CallLog = {
  calls: readonly Call[];
  routing: Routing | null;
  changes: readonly RoutingChange[];
  /** The last pair that shared traffic. Their looks stay the same after one of them has all of it. */
  pair: { baseline: string; candidate: string } | null;
};

/** Maximum number of calls that the percentages are computed from. */
const WINDOW_CALLS = 200;
/** How far back the columns go. */
export const HISTORY_MS = 180_000;

export const emptyLog: CallLog = { calls: [], routing: null, changes: [], pair: null };

/** The log with one more call; drops what neither the window nor the columns show any more. */
export function withCall(log: CallLog, call: Call): CallLog {
  const calls = [...log.calls, call];
  const keepFrom = calls.findIndex(
    (each, index) => each.at > call.at - HISTORY_MS - 5_000 || index >= calls.length - WINDOW_CALLS,
  );
  return { ...log, calls: calls.slice(keepFrom) };
}

/** The log with the current routing; a routing that differs from the last one is recorded as a change. */
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

/**
 * The calls that percentages are computed from: the latest ones since the last change of the alias, so that they can be
 * compared with its current routing.
 */
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
