import type { DeckStage } from '../deckStage';
import { deploymentRows } from './Form';

/** Deployment: target and code are open; every other section is a line that opens. */
export const deploymentStage = {
  type: 'Aws.LambdaDeploymentStage',
  rows: deploymentRows,
  closed: ['memory', 'environment', 'network', 'concurrency', 'eventSources', 'tags', 'tracing'],
  detailsTitle: 'Deployment',
} satisfies DeckStage;
