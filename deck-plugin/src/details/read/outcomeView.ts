import type {
  EvidenceReport,
  Failure,
  GuardReport,
  Outcome,
  OutcomeMoment,
  RevertTimerReport,
  Told,
  WatchedAlarm,
} from 'stage-contract';
import type { Lead } from './told';

/** A part of the outcome as it was written, with its times in ms since 1970, each present only if it could be read. */
type Parts<T> = { [K in keyof T as K extends OutcomeMoment ? never : K]: ViewOf<T[K]> } & {
  [K in keyof T as K extends OutcomeMoment ? `${K}Ms` : never]?: number;
};

/** What the page knows of a part of the outcome. */
export type ViewOf<T> = T extends Failure
  ? FailureView
  : T extends RevertTimerReport
    ? RevertTimerView
    : T extends EvidenceReport
      ? EvidenceView
      : T extends GuardReport
        ? GuardView
        : T extends WatchedAlarm
          ? AlarmView
          : T extends NonNullable<Outcome['hold']>
            ? HoldView
            : T extends Outcome['target']
              ? TargetView
              : T extends readonly (infer Entry)[]
                ? ViewOf<Entry>[]
                : T extends object
                  ? string extends keyof T
                    ? T
                    : Parts<T>
                  : T;

type EntryOf<List extends 'steps' | 'timeline' | 'awsCalls'> = ViewOf<NonNullable<Outcome[List]>[number]>;

export type StepView = EntryOf<'steps'>;
export type TimelineView = EntryOf<'timeline'>;
export type AwsCallView = EntryOf<'awsCalls'>;
/** The verdict may be one of a newer sidecar. */
export type EvidenceView = Omit<Parts<EvidenceReport>, 'verdict'> & { verdict: string };
/** What a guard has found, of which everything except metric and verdict may be unknown; both may be a newer sidecar's. */
export type GuardView = Partial<Omit<Parts<GuardReport>, 'metric' | 'verdict'>> & { metric: string; verdict: string };
/** A watched alarm; its state may be one of a newer sidecar. */
export type AlarmView = Omit<Parts<WatchedAlarm>, 'state'> & { state: string };
export type VersionView = ViewOf<NonNullable<Outcome['candidate']>>;

/** A failure of which everything except `what` may be unknown. */
export type FailureView = Partial<Failure> & Pick<Failure, 'what'>;

/** Where a stage works; each part may be unknown. */
export type TargetView = Partial<Outcome['target']>;

/** A hold in progress, in ms since 1970. */
interface HoldView {
  fromMs: number;
  untilMs: number;
  plannedUntilMs?: number;
}

/** The timer of a split, with its times in ms since 1970. */
export type RevertTimerView = Omit<Parts<RevertTimerReport>, 'afterSeconds' | 'revertAtMs'> & {
  revertAtMs: number;
  afterSeconds?: number;
};

/** A warning in the sidecar's words, with its code and values if known. */
export interface WarningView {
  text: string;
  told?: Told;
}

/** One part of the progress line that the failure box shows too: what failed, or what was restored. */
export interface ProgressPart {
  words: string;
  says?: 'failure' | 'restored';
}

/** The parts of the progress line by which anything is decided. */
export interface ProgressView {
  /** The line without what becomes outdated (time left), and without what the timer's line says better. */
  lasting: string;
  /** The status that it starts with. */
  lead?: Lead;
  /** The words before its parts: "Reverted:". */
  before: string;
  /** The sayings that it is put together of, up to its end. */
  parts: readonly ProgressPart[];
}

type Whole = Parts<Outcome>;

/** Parts that are never absent, so that every drawing handles its empty case in one place. */
type Always =
  | 'target'
  | 'routing'
  | 'steps'
  | 'timeline'
  | 'differences'
  | 'aliases'
  | 'invocations'
  | 'evidence'
  | 'deletions'
  | 'awsCalls'
  | 'omitted'
  | 'outputs';

/** What the page knows about an outcome document: the contract's fields, each present only if it could be read. */
export type OutcomeView = Partial<Omit<Whole, Always | 'warnings' | 'warningsTold'>> & {
  [K in Always]: NonNullable<Whole[K]>;
} & { warnings: WarningView[]; progressSays: ProgressView };
