import type { InvokeStep } from './steps';

/** A call that ran cannot be undone, so a failed stage only reports the result of each. */
export const recoverInvoke = (): InvokeStep[] => [];
