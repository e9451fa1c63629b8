/** What an alarm of CloudWatch says now. */
export interface AlarmFacts {
  name: string;
  arn: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** AWS's words. */
  reason: string;
  /** Since when it has been in this state, ISO 8601. */
  since: string;
  kind: 'metric' | 'composite';
}

/** A look at some alarms. */
export interface AlarmsSeen {
  /** In the order in which they were asked for. */
  found: AlarmFacts[];
  /** Those that do not exist, as they were asked for. */
  missing: string[];
  /** When the oldest of the answers was read, in ms since 1970. */
  readAtMs: number;
}
