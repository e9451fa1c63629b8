import type {
  AliasReport,
  DeletionReport,
  Difference,
  InvocationReport,
  PlannedWeight,
  RevertTimerReport,
  Routing,
  TimelineEntry,
  VersionFacts,
} from 'stage-contract';
import type { RevertTimer } from './revertTimer';

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
