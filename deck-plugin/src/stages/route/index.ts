import { isGiven } from '../../values/readValue';
import type { DeckStage } from '../deckStage';
import { routeRows } from './Form';
import { usedBy } from './transforms/strategyFields';

/** Route: where, how, and what happens when something is wrong; nothing beyond the strategy is asked before there is one. */
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
