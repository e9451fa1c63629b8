import type { CallSecrets } from './redactSecrets';

/** What one call is about, whichever service it goes to. A service adds facts of its own, for its messages. */
export interface CallFacts {
  /** What the call is about, for people: an ARN, an id. */
  thing?: string | undefined;
  /** A way of calling that records and messages show beside the name, such as `dry run`. */
  manner?: string | undefined;
  secrets?: CallSecrets | undefined;
}

/** The facts with the name under which the call is recorded: AWS's own, such as `UpdateAlias`. */
export type NamedCall<Facts extends CallFacts = CallFacts> = Facts & { name: string };
