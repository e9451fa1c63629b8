import type {
  AliasReport,
  DeletionReport,
  Difference,
  InvocationReport,
  PlannedWeight,
  RevertTimerReport,
  Routing,
  StageType,
  TimelineEntry,
  VersionFacts,
} from 'stage-contract';
import type { LambdaPort } from './lambdaPort';
import type { Target } from './target';

/** One ordered piece of a plan: what to do, said for people, with the state expected before it. Holds no secret: plans are shown. */
export interface StageStep {
  /** Unique in its plan, stable over re-planning: the key of its checkpoint. */
  id: string;
  sentence: string;
  /** Changes something in AWS (or runs code), so its intent is written before it begins. */
  mutates: boolean;
  /** Gives the candidate more traffic: not begun when Orca has stopped asking. */
  raisesCandidate?: boolean;
  /** Is done without the target's lock (health checks, holds); the lock is taken again after it. */
  withoutLock?: boolean;
  /** Pins written together with the step's intent: what it is about to leave is known to be ours even if the process dies before the answer. */
  intends?: PinWrite[];
  /** Waits so long from when it was begun, in seconds: the outcome shows it as the hold. */
  holdSeconds?: number;
}

/** What a stage adds to the outcome; lists replace earlier ones, `warnings` and `timeline` are appended, `routing` and `outputs` merged. */
export interface OutcomeReport {
  baseline?: VersionFacts;
  candidate?: VersionFacts;
  routing?: { before?: Routing; highest?: Routing; now?: Routing; wanted?: Routing; planned?: PlannedWeight[] };
  differences?: Difference[];
  aliases?: AliasReport[];
  invocations?: InvocationReport[];
  deletions?: DeletionReport[];
  timeline?: TimelineEntry[];
  warnings?: string[];
  outputs?: Record<string, unknown>;
  /** Armed when the stage succeeds; not part of the outcome. */
  timer?: RevertTimer;
  revertTimer?: RevertTimerReport;
}

/** Brings an alias back after a while unless it has been routed until then. */
export interface RevertTimer {
  aliasName: string;
  afterSeconds: number;
  /** What the stage leaves, and the only routing that is brought back. */
  guards: Routing;
  to: Routing;
  /** How it is brought back: a step of the stage itself. */
  step: StageStep;
}

/** What an execution remembers about a target; see STAGE pins in docs/stages. */
export type PinKind =
  'candidate' | 'baseline' | 'firstRouting' | 'leftRouting' | 'intendedRouting' | 'timedRevert' | 'latest' | 'previous';

/**
 * Version pins: the version itself, or null where it is known that there is none; a candidate's also say when it was published, and its code hash.
 * Routing pins: the routing, or null for "no such alias".
 */
export type PinValue =
  { version: string | null; publishedAt?: string; codeSha256?: string } | { routing: Routing | null } | TimedRevert;

/** What a timer has done to an alias: the routing that it left, when, after how long, and for which stage. */
export interface TimedRevert {
  routing: Routing | null;
  revertedAt: string;
  afterSeconds: number;
  stageId: string;
}

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

/** A rollout's hold on an alias: others may not route it, but for going back to its baseline. */
export interface Claim {
  executionId: string;
  operationId: string;
  aliasName: string;
  baseline: string | null;
  candidate: string;
  stageName: string;
  since: string;
}

/** Who asks, and where. */
export interface OperationFacts {
  operationId: string;
  executionId: string;
  stageId: string;
  stageName: string;
  attempt: number;
  user?: string;
  target: Target;
}

/** What observing may use. Reads only. */
export interface ObserveContext {
  operation: OperationFacts;
  lambda: LambdaPort;
  pins: PinReader;
  /** ISO 8601 time of this observation. */
  now: string;
}

/** What applying one step may use. */
export interface ApplyContext<Facts extends object> extends ObserveContext {
  /** Facts that earlier steps of this operation returned. */
  facts: Readonly<Partial<Facts>>;
  /** An earlier try of this step may have acted (crash, dropped connection): look at AWS before acting again. */
  again: boolean;
  /** Tries so far, this one included. */
  tries: number;
  /** When the step was first begun, ms since 1970. */
  firstBegunAtMs: number;
  /** The same clock that journalled times come from, ms since 1970. */
  nowMs: number;
  /** Longest wait between two looks at whether a change has settled, while it may still settle soon. */
  settlePollMs: number;
}

/** What a step came to. */
export type Applied<Facts extends object> =
  | {
      kind: 'done';
      /** `same`: nothing had to be changed. `reverted`: an earlier state was brought back. */
      state?: 'done' | 'same' | 'skipped' | 'reverted';
      note?: string;
      facts?: Partial<Facts>;
      report?: OutcomeReport;
      pins?: PinWrite[];
      /** The alias now serves this version with all its traffic. */
      served?: { aliasName: string; version: string }[];
    }
  /** Not yet: look again later (a due time in the journal, nothing sleeps). */
  | { kind: 'wait'; afterMs: number; progress: string; facts?: Partial<Facts> };

/** What a stage will do. */
export interface Plan<Step extends StageStep> {
  steps: Step[];
  report?: OutcomeReport;
  pins?: PinWrite[];
  served?: { aliasName: string; version: string }[];
  /** Aliases whose routing this operation decides about: their timers wait for it, and end when it has succeeded. */
  routes?: string[];
  /** Armed when the operation succeeds. */
  timer?: RevertTimer;
  /** Keeps others from routing the alias while this operation lasts. */
  claim?: { aliasName: string; baseline: string | null; candidate: string };
  /** Operation of another execution whose claim this one pre-empts: it ends as superseded, without reverting. */
  supersedes?: string;
}

/** Why an operation's plan was left. */
export type RecoveryReason = 'failed' | 'cancelled' | 'deadlineExceeded' | 'abandoned';

/** What the failure policy may look at: pure data. */
export interface RecoveryState<Step extends StageStep, Facts extends object> {
  reason: RecoveryReason;
  /** Steps that ended or were begun, in order; a begun one may or may not have acted. */
  begun: Step[];
  /** Ids of begun steps whose call may not have been answered: AWS may still carry it out, also after everything else has ended. */
  unanswered: readonly string[];
  facts: Readonly<Partial<Facts>>;
}

/** The words and outputs of a success. */
export interface Finish {
  headline: string;
  outputs: Record<string, unknown>;
}

/** A stage: declares, observes, plans as a pure function, applies through checkpoints. */
export interface Stage<Input, Observed, Step extends StageStep, Facts extends object> {
  type: StageType;
  /** Whether observing and applying hold the lock of the target. */
  locksTarget: boolean;
  /** Every IAM action that its calls need. */
  iamActions: readonly string[];
  observe(input: Input, context: ObserveContext): Promise<Observed>;
  /** Pure: no clock, no calls, no randomness. Throws StageError for what can never work. */
  plan(input: Input, observed: Observed, operation: OperationFacts): Plan<Step>;
  apply(step: Step, input: Input, context: ApplyContext<Facts>): Promise<Applied<Facts>>;
  /** Pure: the steps of the failure policy; none when nothing has to be brought back. */
  recover(input: Input, state: RecoveryState<Step, Facts>): Step[];
  finish(input: Input, facts: Readonly<Partial<Facts>>, report: Readonly<OutcomeReport>): Finish;
}

/** A stage as the engine sees it: input, observations and facts are its own business. */
export type AnyStage = Stage<unknown, unknown, StageStep, object>;
