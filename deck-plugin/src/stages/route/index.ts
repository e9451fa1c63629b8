import { aliasInWords } from '../../conversion/nativeStages';
import { isGiven } from '../../values/readValue';
import type { DeckStage } from '../deckStage';
import { routeRows } from './Form';
import { usedBy } from './transforms/strategyFields';

/** Route: target, traffic, and failure handling. Before a strategy is selected, nothing else is shown. */
export const routeStage = {
  type: 'Aws.LambdaTrafficRoutingStage',
  rows: routeRows,
  closed: ['concurrency', 'eventSources'],
  conversion: {
    needs: 'Gradual steps, health checks with several attempts, and the revert timer',
    does: (values) =>
      `the baseline stays the main version until the candidate is promoted; a failure reverts ${aliasInWords(values)} to what it served before`,
  },
  sectionAsked: (section, values) =>
    section === 'where' ||
    section === 'how' ||
    (section === 'healthCheck'
      ? usedBy(['$BLUEGREEN'], ['healthCheck', 'payloadArtifact', 'outputArtifact', 'timeout'])(values)
      : isGiven(values['deploymentStrategy'])),
  detailsTitle: 'Route',
} satisfies DeckStage;
