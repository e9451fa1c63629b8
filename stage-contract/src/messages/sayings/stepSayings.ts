import type { Catalogue } from '../catalogue';

/** What steps do, as the steps table says it. */
export const STEP_SAYINGS = {
  waitUntilSettled: () => 'Wait until settled',
} as const satisfies Catalogue;
