import type { RouteInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { applyRoute } from './apply';
import { routeAsks } from './asks';
import { routeEvents } from './events';
import { finishRoute } from './finish';
import { routeFollowUps } from './followUps';
import { mergeFacts } from './mergeFacts';
import { observeRoute } from './observe';
import type { RouteObserved } from './observe';
import { planRoute } from './plan';
import { recoverRoute } from './recover';
import { routeUndo } from './undo';
import { lookBeforeRaising } from './watch/lookBeforeRaising';
import { routeDocuments, type RouteFacts, type RouteStep } from './steps';

export { revertNeeds } from './revertNeeds';

/** AWS Lambda Route: moves an alias's traffic between versions, and reverts it if something is wrong. */
export const routeStage: Stage<RouteInput, RouteObserved, RouteStep, RouteFacts> = {
  type: 'Aws.LambdaTrafficRoutingStage',
  locksTarget: true,
  documents: routeDocuments,
  calls: {
    lambda: [
      'getAlias',
      'createAlias',
      'updateAlias',
      'listAliases',
      'getFunction',
      'listVersions',
      'listEventSourceMappings',
      'getPolicy',
      'hasFunctionUrl',
      'getProvisionedConcurrency',
      'invoke',
      'deleteFunction',
      'getReservedConcurrency',
      'putReservedConcurrency',
      'deleteReservedConcurrency',
      'putProvisionedConcurrency',
      'deleteProvisionedConcurrency',
      'getEventSourceMapping',
      'createEventSourceMapping',
      'updateEventSourceMapping',
      'deleteEventSourceMapping',
    ],
    cloudwatch: ['alarmStates', 'metricFigures'],
  },
  // Only a candidate is deleted, and only callers of the head bypass the alias.
  limits: {
    lambda: { deleteFunction: 'versions', getPolicy: 'whole', hasFunctionUrl: 'whole' },
  },
  observe: observeRoute,
  plan: planRoute,
  apply: applyRoute,
  lookBefore: lookBeforeRaising,
  mergeFacts,
  recover: recoverRoute,
  undo: routeUndo,
  followUps: routeFollowUps,
  asks: routeAsks,
  eventsOf: routeEvents,
  finish: finishRoute,
};
