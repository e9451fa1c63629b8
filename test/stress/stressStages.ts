import type { CrashStage } from '../crash/crashStage';
import { CRASH_STAGES } from '../crash/crashStages';

/** The stages of the crash matrix that come to their end by themselves; the others need somebody who cancels or a deadline that passes. */
export const STRESS_STAGES: readonly CrashStage[] = CRASH_STAGES.filter((stage) => stage.stopped === undefined);
