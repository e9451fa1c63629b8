/** Why the alias could not be called; the panel has its own words for each reason. */
export type RefusalReason = 'functionMissing' | 'aliasMissing' | 'throttled' | 'unreachable' | 'other';

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
