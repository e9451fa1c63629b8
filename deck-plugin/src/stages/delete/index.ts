import type { DeckStage } from '../deckStage';
import { DeleteDetails } from './Details';
import { deleteRows } from './Form';

/** Delete: what goes, and only what the choice needs; afterwards what became of each version. */
export const deleteStage = {
  type: 'Aws.LambdaDeleteStage',
  rows: deleteRows,
  closed: [],
  detailsTitle: 'Delete',
  Details: DeleteDetails,
} satisfies DeckStage;
