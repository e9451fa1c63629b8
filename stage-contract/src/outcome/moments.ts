/** Names under which the outcome has moments, wherever they stand in it: text of ISO 8601. */
export const OUTCOME_MOMENTS = [
  'at',
  'startedAt',
  'endedAt',
  'deadlineAt',
  'publishedAt',
  'revertAt',
  'from',
  'until',
] as const;
export type OutcomeMoment = (typeof OUTCOME_MOMENTS)[number];
