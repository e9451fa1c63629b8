import type { Routing } from '../../outcome/routing';

/** An alias that gives a tenth of its calls to a candidate. */
export const CANARY: Routing = { mainVersion: '41', additionalVersion: '42', additionalWeightPercent: 10 };
/** An alias as it was before. */
export const BEFORE: Routing = { mainVersion: '41' };
/** An alias that serves only the candidate. */
export const AFTER: Routing = { mainVersion: '42' };
