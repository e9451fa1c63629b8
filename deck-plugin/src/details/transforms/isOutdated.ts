import type { StageDetails } from '../read/readDetails';

/** Whether Orca stopped polling while the operation still ran: what the page shows is then what was seen last, not how it ended. */
export const isOutdated = ({ phase, outcome }: Pick<StageDetails, 'phase' | 'outcome'>): boolean =>
  (phase === 'failed' || phase === 'cancelled') && outcome.status === 'RUNNING';
