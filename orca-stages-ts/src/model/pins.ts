import type { Routing, VersionFacts } from 'stage-contract';
import type { Claim } from './claim';

/** What an execution remembers about a target; see STAGE pins in docs/stages. */
export type PinKind =
  'candidate' | 'baseline' | 'firstRouting' | 'leftRouting' | 'intendedRouting' | 'timedRevert' | 'latest' | 'previous';

/**
 * Version pins: the version itself, or null where it is known that there is none; a candidate's also say when it was published, and its code hash.
 * Routing pins: the routing, or null for "no such alias".
 */
type PinValue =
  { version: string | null; publishedAt?: string; codeSha256?: string } | { routing: Routing | null } | TimedRevert;

/** What a timer has done to an alias: the routing that it left, when, after how long, and for which stage. */
export interface TimedRevert {
  routing: Routing | null;
  revertedAt: string;
  afterSeconds: number;
  stageId: string;
}

/** A pin that a plan or a step leaves, written in the transaction of its checkpoint. */
export interface PinWrite {
  kind: PinKind;
  /** Empty for pins of the target as a whole (candidate, latest). */
  aliasName?: string;
  value: PinValue;
  /** `once`: an existing pin stays. */
  mode: 'once' | 'replace';
}

/** The pins of this execution and target. Both methods throw StageError pinExpired when the pin was there and is too old. */
export interface PinReader {
  version(
    kind: 'candidate' | 'baseline' | 'latest' | 'previous',
    aliasName?: string,
  ): Promise<string | null | undefined>;
  routing(
    kind: 'firstRouting' | 'leftRouting' | 'intendedRouting',
    aliasName: string,
  ): Promise<Routing | null | undefined>;
  /** The timer of this execution that has brought the alias back, if one has. */
  timedRevert(aliasName: string): Promise<TimedRevert | undefined>;
  /** Aliases of this target that this execution has a baseline for. */
  aliases(): Promise<string[]>;
  /** The version that the journal saw this alias serve before its present one, over all executions. */
  servedBefore(aliasName: string, presentVersion: string): Promise<string | undefined>;
  /** What is known of a version because some execution has published it through this journal; costs no call. */
  factsOf(version: string): Promise<VersionFacts | undefined>;
  /** Another execution's unfinished rollout that holds a claim on the alias. */
  claimOf(aliasName: string): Promise<Claim | undefined>;
}
