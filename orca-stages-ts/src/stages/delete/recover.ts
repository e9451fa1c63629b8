import type { DeleteStep } from './steps';

/** A deletion cannot be undone, so the policy only reports what was deleted. */
export const recoverDelete = (): DeleteStep[] => [];
