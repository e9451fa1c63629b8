import type { DeckStage } from '../deckStage';
import { rolloutActionRows } from './Form';

/** Rollout Action: which rollout, what to do, and why. */
export const rolloutActionStage = {
  type: 'Aws.LambdaRolloutActionStage',
  rows: rolloutActionRows,
  closed: [],
  detailsTitle: 'Rollout action',
} satisfies DeckStage;
