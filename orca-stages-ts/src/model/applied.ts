import type { Saying, StageErrorDetails } from 'stage-contract';
import type { PinWrite } from './pins';
import type { OutcomeReport } from './report';

/** What a step came to. */
export type Applied<Facts extends object> =
  | {
      kind: 'done';
      /** `same`: nothing had to be changed. `reverted`: an earlier state was brought back. */
      state?: 'done' | 'same' | 'skipped' | 'reverted';
      /** What is to be remarked beside it. */
      note?: Saying;
      facts?: Partial<Facts>;
      report?: OutcomeReport;
      pins?: PinWrite[];
      /** The alias now serves this version with all its traffic. */
      served?: { aliasName: string; version: string }[];
    }
  /** Not yet: look again later (a due time in the journal, nothing sleeps). */
  | { kind: 'wait'; afterMs: number; progress: Saying; facts?: Partial<Facts> }
  /** A look during a hold has found nothing against it: it goes on until the next look, or until this time (ms since 1970). */
  | { kind: 'continue'; untilMs?: number; progress?: Saying; facts?: Partial<Facts>; report?: OutcomeReport }
  /** It has failed, and reports what it has found; an error that is thrown reports nothing. */
  | { kind: 'failed'; error: StageErrorDetails; report?: OutcomeReport };
