import type { CallSecrets } from './redactSecrets';

/** What one call is about, for any service. A service adds its own facts, for its messages. */
export interface CallFacts {
  /** What the call is about, for people: an ARN or an ID. */
  thing?: string | undefined;
  /** The call only tries whether it could be made, so it changes nothing; records and messages say so after the name. */
  dryRun?: boolean | undefined;
  secrets?: CallSecrets | undefined;
}

/** The facts, plus the name under which the call is recorded: AWS's own, such as `UpdateAlias`. */
export type NamedCall<Facts extends CallFacts = CallFacts> = Facts & { name: string };
