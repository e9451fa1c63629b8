import type { DeleteStep } from './steps';

/** What is deleted cannot be brought back, so there is nothing to do but to say what went. */
export const recoverDelete = (): DeleteStep[] => [];
