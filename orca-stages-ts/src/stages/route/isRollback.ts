import type { RouteInput } from 'stage-contract';
import type { RouteObserved } from './observe';

/**
 * Whether the stage sends the alias to the version to go back to. With a candidate, `$PREVIOUS` is only the baseline of
 * this execution, and no reason to end another execution's rollout. Pure.
 */
export const isRollback = (
  { deploymentStrategy, versionNameA }: Pick<RouteInput, 'deploymentStrategy' | 'versionNameA'>,
  { candidatePin }: Pick<RouteObserved, 'candidatePin'>,
): boolean => deploymentStrategy !== '$WEIGHTED' && versionNameA === '$PREVIOUS' && typeof candidatePin !== 'string';
