import type { DeckStage } from '../deckStage';
import { DeleteDetails } from './Details';
import { deleteRows } from './Form';

/** Delete: what to delete, and only the fields that the choice needs; afterwards, what happened to each version. */
export const deleteStage = {
  type: 'Aws.LambdaDeleteStage',
  rows: deleteRows,
  closed: [],
  detailsTitle: 'Delete',
  Details: DeleteDetails,
} satisfies DeckStage;
