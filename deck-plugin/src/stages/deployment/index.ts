import type { DeckStage } from '../deckStage';
import { deploymentRows } from './Form';

/** Deployment: target and code are open; every other section is a line that opens. */
export const deploymentStage = {
  type: 'Aws.LambdaDeploymentStage',
  rows: deploymentRows,
  closed: ['memory', 'environment', 'network', 'concurrency', 'eventSources', 'tags', 'tracing'],
  conversion: {
    needs: 'A check of the code’s hash, and settings for each event source',
    does: () =>
      'existing aliases keep their routing, until a Route moves it; event sources, tags and concurrency that the stage does not list stay as they are',
  },
  detailsTitle: 'Deployment',
} satisfies DeckStage;
