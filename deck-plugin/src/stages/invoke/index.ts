import { problem } from 'stage-contract';
import type { DeckStage } from '../deckStage';
import { invokeRows } from './Form';
import { needsVersion } from './transforms/qualifier';

/** Invoke: calls the function and checks its response. */
export const invokeStage = {
  type: 'Aws.LambdaInvokeStage',
  rows: invokeRows,
  closed: [],
  notes: { expect: 'all conditions must be met' },
  ownProblems: (values) => (needsVersion(values) ? [problem('version', 'required', {})] : []),
  detailsTitle: 'Invoke',
} satisfies DeckStage;
