import type { CrashStage } from '../crash/crashStage';
import { CRASH_STAGES } from '../crash/crashStages';

/** The stages of the crash matrix that end on their own; the others need a cancel or a deadline that passes. */
export const STRESS_STAGES: readonly CrashStage[] = CRASH_STAGES.filter(
  ({ stopped, asked }) => stopped === undefined && asked === undefined,
);
