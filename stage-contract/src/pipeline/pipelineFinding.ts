import type { Problem } from '../messages/problem';

/** Something about a stage that only its pipeline shows. */
export interface PipelineFinding {
  /** `error`: the stage can't do what it says. `warning`: it may be intended. */
  level: 'error' | 'warning';
  /** Where in the stage; empty for the stage as a whole. */
  path: readonly (string | number)[];
  problem: Problem;
}
