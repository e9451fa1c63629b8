import type { Saying } from 'stage-contract';
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
  | { kind: 'wait'; afterMs: number; progress: Saying; facts?: Partial<Facts> };
