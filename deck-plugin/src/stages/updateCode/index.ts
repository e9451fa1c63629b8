import type { DeckStage } from '../deckStage';
import { updateCodeRows } from './Form';

/** Update Code: target and code, nothing else. */
export const updateCodeStage = {
  type: 'Aws.LambdaUpdateCodeStage',
  rows: updateCodeRows,
  closed: [],
  detailsTitle: 'Update code',
} satisfies DeckStage;
