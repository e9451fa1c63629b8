import type { InvokeInput } from 'stage-contract';
import type { PinWrite } from '../../model/pins';

export type { InvokeInput };

/** What must be known before a function is called. */
export interface InvokeObserved {
  /** Alias or version to call; absent for the unpublished head. */
  qualifier?: string;
  /** A macro was given and has no version. */
  macroWithoutVersion: boolean;
  functionTimeoutSeconds: number;
  pins: PinWrite[];
}
