import type { DeckStage } from '../deckStage';
import { updateCodeRows } from './Form';

/** Update Code: target and code, nothing else. */
export const updateCodeStage = {
  type: 'Aws.LambdaUpdateCodeStage',
  rows: updateCodeRows,
  closed: [],
  conversion: {
    needs: 'A check of the code’s hash, and the report of what was changed',
    does: () => 'code that has not changed is not published again: the newest version is reused',
  },
  detailsTitle: 'Update code',
} satisfies DeckStage;
