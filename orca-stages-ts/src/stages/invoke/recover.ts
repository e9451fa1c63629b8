import type { InvokeStep } from './steps';

/** A call that ran cannot be taken back, so a failed stage only says what came of each. */
export const recoverInvoke = (): InvokeStep[] => [];
