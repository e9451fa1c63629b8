/** Why the alias could not be called; the panel says each in its own words. */
export type RefusalReason = 'functionMissing' | 'aliasMissing' | 'throttled' | 'unreachable' | 'other';

/** A refusal, with AWS's own message. */
export type Refusal = { outcome: 'refused'; reason: RefusalReason; message: string };

/** What one call of the alias came to: a handler that throws has answered too. */
export type InvokeAnswer =
  { outcome: 'answered'; version: string; durationMs: number; functionError: string | null } | Refusal;

/** Where the alias sends its traffic now. `additional` is the weighted partner of the main version. */
export type RoutingAnswer = { outcome: 'found'; routing: Routing } | Refusal;
export type Routing = { main: string; additional: { version: string; weightPercent: number } | null };

/** The alias that is called. */
export type TrafficTarget = { region: string; functionName: string; aliasName: string };
