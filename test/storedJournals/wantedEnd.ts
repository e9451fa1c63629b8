import type { Begun, FunctionName } from './sharedWork';
import type { WorldSeen } from './storedWorld';

/** How everything that `beginWork` starts must end. */
export const ALL_SUCCEEDED: Record<keyof Begun, string> = {
  deployment: 'SUCCEEDED',
  nextDeployment: 'SUCCEEDED',
  rollout: 'SUCCEEDED',
  canary: 'SUCCEEDED',
  promotion: 'SUCCEEDED',
};

const TWO = { $LATEST: 'two', 1: 'one', 2: 'two' };

/** The required state of AWS then: nothing was lost and nothing done twice. */
export const AS_WANTED: Record<FunctionName, Pick<WorldSeen, 'aliases' | 'versions'>> = {
  // The next Deployment leaves the alias where the previous one has sent it.
  deployed: { aliases: { live: { 3: 100 } }, versions: { $LATEST: 'four', 1: 'one', 2: 'two', 3: 'three', 4: 'four' } },
  'rolled-out': { aliases: { live: { 2: 100 } }, versions: TWO },
  split: { aliases: { live: { 1: 100 } }, versions: TWO },
  promoted: { aliases: { live: { 2: 100 } }, versions: TWO },
};
