import type {
  AliasReport,
  AwsCall,
  DeletionReport,
  Difference,
  Failure,
  InvocationReport,
  OperationStatus,
  PlannedWeight,
  RevertTimerReport,
  Routing,
  StepReport,
  TimelineEntry,
  VersionFacts,
} from 'stage-contract';

/** A moment in ms since 1970 in place of the contract's ISO text. */
type Timed<T, Times extends Record<string, string>> = Omit<T, keyof Times & keyof T> & {
  [K in Times[keyof Times & string]]?: number;
};

/** One step, its times in ms since 1970. */
export type StepView = Timed<StepReport, { startedAt: 'startedAtMs'; endedAt: 'endedAtMs' }>;
/** One version, its publishing time in ms since 1970. */
export type VersionView = Timed<VersionFacts, { publishedAt: 'publishedAtMs' }>;
/** One entry of the timeline. */
export type TimelineView = Timed<TimelineEntry, { at: 'atMs' }>;
/** One call to AWS. */
export type AwsCallView = Timed<AwsCall, { at: 'atMs' }>;
/** A failure of which anything but `what` may be unknown. */
export type FailureView = Partial<Failure> & Pick<Failure, 'what'>;
/** Where a stage works; each part may be unknown. */
export interface TargetView {
  account?: string;
  region?: string;
  functionName?: string;
  aliasName?: string;
}
/** The routing at the moments that the outcome knows. */
interface RoutingView {
  before?: Routing;
  highest?: Routing;
  now?: Routing;
  wanted?: Routing;
  planned?: PlannedWeight[];
}
/** A hold that is going on, in ms since 1970. */
export interface HoldView {
  fromMs: number;
  untilMs: number;
}

/** The timer of a split, its moments in ms since 1970. */
export type RevertTimerView = Omit<
  Timed<RevertTimerReport, { revertAt: 'revertAtMs'; endedAt: 'endedAtMs' }>,
  'afterSeconds' | 'revertAtMs'
> & { revertAtMs: number; afterSeconds?: number };

/**
 * What the page knows of an outcome document: the contract's fields, each there only when it could be read.
 * Lists are never absent, so that every drawing has its empty case in one place.
 */
export interface OutcomeView {
  formatVersion?: number;
  status?: OperationStatus;
  progress?: string;
  target: TargetView;
  startedAtMs?: number;
  endedAtMs?: number;
  baseline?: VersionView;
  candidate?: VersionView;
  routing: RoutingView;
  hold?: HoldView;
  revertTimer?: RevertTimerView;
  steps: StepView[];
  timeline: TimelineView[];
  differences: Difference[];
  aliases: AliasReport[];
  invocations: InvocationReport[];
  deletions: DeletionReport[];
  awsCalls: AwsCallView[];
  omitted: Record<string, number>;
  warnings: string[];
  failure?: FailureView;
  outputs: Record<string, unknown>;
}
