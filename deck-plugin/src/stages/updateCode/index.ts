import type { DeckStage } from '../deckStage';
import { updateCodeRows } from './Form';

/** Update Code: where and what code, nothing else. */
export const updateCodeStage = {
  type: 'Aws.LambdaUpdateCodeStage',
  rows: updateCodeRows,
  closed: [],
  detailsTitle: 'Update code',
} satisfies DeckStage;
