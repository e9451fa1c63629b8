import type { CrashStage } from './crashStage';
import { DEPLOYMENT_STAGES } from './stages/deploymentStages';
import { GRADUAL_STAGES } from './stages/gradualStages';
import { OTHER_STAGES } from './stages/otherStages';
import { ROUTE_STAGES } from './stages/routeStages';

/** Every stage of the matrix. */
export const CRASH_STAGES: readonly CrashStage[] = [
  ...DEPLOYMENT_STAGES,
  ...ROUTE_STAGES,
  ...GRADUAL_STAGES,
  ...OTHER_STAGES,
];
