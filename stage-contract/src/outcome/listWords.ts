import type { Outcome } from './outcome';

type ListName = {
  [Name in keyof Outcome]-?: NonNullable<Outcome[Name]> extends readonly unknown[] ? Name : never;
}[keyof Outcome];

/**
 * What the entries of each list in the outcome are called when they are counted; the outputs are left out as a whole.
 */
export const OUTCOME_LIST_WORDS = {
  steps: 'steps',
  timeline: 'timeline entries',
  differences: 'settings',
  aliases: 'aliases',
  invocations: 'invocations',
  minutes: 'minutes',
  evidence: 'pieces of evidence',
  deletions: 'versions',
  awsCalls: 'AWS calls',
  warnings: 'warnings',
  outputs: 'part of the outputs',
} as const satisfies Record<Exclude<ListName, 'warningsTold' | 'actions'> | 'outputs' | 'minutes', string>;
