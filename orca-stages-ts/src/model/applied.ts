import type { Saying, StageErrorDetails, Worded } from 'stage-contract';
import type { AliasSighting } from './aliasSighting';
import type { PinWrite } from './pins';
import type { OutcomeReport } from './report';

/** The result of a step. */
export type Applied<Facts extends object> =
  | {
      kind: 'done';
      /** `same`: nothing had to change. `reverted`: an earlier state was restored. */
      state?: 'done' | 'same' | 'skipped' | 'reverted';
      /** The note to show next to it. */
      note?: Saying;
      facts?: Partial<Facts>;
      report?: OutcomeReport;
      pins?: PinWrite[];
      /** What an alias serves now. */
      served?: AliasSighting[];
    }
  /** Not yet: look again later (a due time in the journal; nothing sleeps). */
  | {
      kind: 'wait';
      afterMs: number;
      progress: Saying;
      facts?: Partial<Facts>;
      report?: OutcomeReport;
      pins?: PinWrite[];
    }
  /**
   * A look during a hold has found no problem: the hold continues until the next look, or until this time (ms since
   * 1970).
   */
  | { kind: 'continue'; untilMs?: number; progress?: Worded; facts?: Partial<Facts>; report?: OutcomeReport }
  /** The step has failed, and reports what it found; a thrown error reports nothing. */
  | { kind: 'failed'; error: StageErrorDetails; report?: OutcomeReport };
