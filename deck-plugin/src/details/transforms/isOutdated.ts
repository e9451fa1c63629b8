import type { StageDetails } from '../read/readDetails';

/**
 * Whether Orca stopped polling while the operation was still running: the page then shows what was seen last, not how
 * it ended.
 */
export const isOutdated = ({ phase, outcome }: Pick<StageDetails, 'phase' | 'outcome'>): boolean =>
  (phase === 'failed' || phase === 'cancelled') && outcome.status === 'RUNNING';
