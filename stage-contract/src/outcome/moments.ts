/** Names of the outcome's times, anywhere in it: ISO 8601 text. */
export const OUTCOME_MOMENTS = [
  'at',
  'startedAt',
  'endedAt',
  'deadlineAt',
  'publishedAt',
  'revertAt',
  'from',
  'until',
  'plannedUntil',
  'since',
  'extendedUntil',
] as const;
export type OutcomeMoment = (typeof OUTCOME_MOMENTS)[number];
