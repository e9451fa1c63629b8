/** Why the alias could not be called; the panel has its own words for each reason. */
export type RefusalReason = 'functionMissing' | 'aliasMissing' | 'throttled' | 'unreachable' | 'sandboxAway' | 'other';

/** A rejected call, with AWS's own message. */
export type Refusal = { outcome: 'refused'; reason: RefusalReason; message: string };

/** The result of one call to the alias: a handler that throws has responded too. */
export type InvokeAnswer =
  { outcome: 'answered'; version: string; durationMs: number; functionError: string | null } | Refusal;

/** The alias's current routing. `additional` is the version that shares traffic with the main version. */
export type RoutingAnswer = { outcome: 'found'; routing: Routing } | Refusal;
export type Routing = { main: string; additional: { version: string; weightPercent: number } | null };

/** The alias to call. */
export type TrafficTarget = { region: string; functionName: string; aliasName: string };

/** What the traffic generator is told: which alias to call, and how often. */
export type TrafficWish = TrafficTarget & { callsPerSecond: number };

/** One call that a version responded to. `at` is epoch milliseconds; `number` counts all calls of the generator. */
export type ServedCall = { number: number; at: number; version: string; durationMs: number; failed: boolean };

/** The state of the traffic generator. */
export type TrafficSeen = {
  /** What it calls; null while it is off. */
  wish: TrafficWish | null;
  /** Changes when another alias is called: earlier calls were those of another one. */
  series: number;
  /** Calls that the asker has not seen yet. */
  calls: ServedCall[];
  /** Why the alias can't be called. */
  refusal: Refusal | null;
  /** How many calls a second were really answered lately. */
  perSecond: number;
};
