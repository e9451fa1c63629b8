import type { Problem } from 'stage-contract';

/** Whether a problem belongs to a field, such as `guards.0`, or to a part of it. */
export const isWithin =
  (place: string) =>
  ({ field }: Problem): boolean =>
    field === place || field.startsWith(`${place}.`);
