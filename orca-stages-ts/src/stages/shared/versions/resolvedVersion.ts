import type { PinWrite } from '../../../model/pins';

/** Where a version came from: what this execution pinned, what the journal saw, what was given, or what AWS lists now. */
export type VersionSource = 'candidate' | 'baseline' | 'pinned' | 'journal' | 'number' | 'list';

/** A macro's version; null where there is none. The pins must be written, so that the macro keeps its meaning in this execution. */
export interface ResolvedVersion {
  version: string | null;
  pins: PinWrite[];
  source: VersionSource;
}
