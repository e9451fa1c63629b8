import { problem } from 'stage-contract';
import type { DeckStage } from '../deckStage';
import { invokeRows } from './Form';
import { needsVersion } from './transforms/qualifier';

/** Invoke: the function is called, and its answer judged. */
export const invokeStage = {
  type: 'Aws.LambdaInvokeStage',
  rows: invokeRows,
  closed: [],
  notes: { expect: 'all that are given must hold' },
  ownProblems: (values) => (needsVersion(values) ? [problem('version', 'required', {})] : []),
  detailsTitle: 'Invoke',
} satisfies DeckStage;
