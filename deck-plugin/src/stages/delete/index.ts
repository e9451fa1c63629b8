import type { DeckStage } from '../deckStage';
import { DeleteDetails } from './Details';
import { deleteRows } from './Form';

/** Delete: what to delete, and only the fields that the choice needs; afterwards, what happened to each version. */
export const deleteStage = {
  type: 'Aws.LambdaDeleteStage',
  rows: deleteRows,
  closed: [],
  conversion: {
    needs: 'Keeping versions by age, and the protection of versions in use',
    does: () =>
      'a version that an alias serves is kept, with a warning; “Older versions” needs the number of versions to keep',
  },
  detailsTitle: 'Delete',
  Details: DeleteDetails,
} satisfies DeckStage;
