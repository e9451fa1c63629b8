import { isGiven } from '../../values/readValue';
import type { DeckStage } from '../deckStage';
import { routeRows } from './Form';
import { usedBy } from './transforms/strategyFields';

/** $GRADUAL usually has its checks among the steps, and runs these before them if they are given. */
const CHECK_FIELDS = ['healthCheck', 'payloadArtifact', 'outputArtifact'] as const;

/** Route: target, traffic, and failure handling. Before a strategy is selected, nothing else is shown. */
export const routeStage = {
  type: 'Aws.LambdaTrafficRoutingStage',
  rows: routeRows,
  closed: ['evidence', 'concurrency', 'eventSources'],
  sectionAsked: (section, values) =>
    section === 'where' ||
    section === 'how' ||
    (section === 'healthCheck'
      ? usedBy([...CHECK_FIELDS, 'timeout'], ['$BLUEGREEN'])(values) ||
        (usedBy([], ['$GRADUAL'])(values) && CHECK_FIELDS.some((name) => isGiven(values[name])))
      : isGiven(values['deploymentStrategy'])),
  detailsTitle: 'Route',
} satisfies DeckStage;
