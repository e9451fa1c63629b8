import type { Saying } from 'stage-contract';
import type { PinWrite } from '../../../model/pins';

/** Where a version came from: this execution's pin, the journal, the input, or AWS's current list. */
export type VersionSource = 'candidate' | 'baseline' | 'pinned' | 'journal' | 'number' | 'list';

/**
 * A macro's version; null if there is none. The pins must be written, so that the macro keeps its meaning in this
 * execution.
 */
export interface ResolvedVersion {
  version: string | null;
  pins: PinWrite[];
  source: VersionSource;
  /** What users should know: why `$PREVIOUS` is only inferred, or another version than expected. */
  warnings?: Saying[];
  /** `$PREVIOUS` is what the alias served before this release. */
  release?: string;
  /** What `$PREVIOUS` would be if that version still existed. */
  gone?: string;
}
