import { isGiven } from '../../values/readValue';
import type { DeckStage } from '../deckStage';
import { routeRows } from './Form';
import { usedBy } from './transforms/strategyFields';

/** Route: target, traffic, and failure handling. Before a strategy is selected, nothing else is shown. */
export const routeStage = {
  type: 'Aws.LambdaTrafficRoutingStage',
  rows: routeRows,
  closed: ['concurrency', 'eventSources'],
  sectionAsked: (section, values) =>
    section === 'where' ||
    section === 'how' ||
    (section === 'healthCheck'
      ? usedBy(['$BLUEGREEN'], ['healthCheck', 'payloadArtifact', 'outputArtifact', 'timeout'])(values)
      : isGiven(values['deploymentStrategy'])),
  detailsTitle: 'Route',
} satisfies DeckStage;
