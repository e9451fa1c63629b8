import type { RouteInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { applyRoute } from './applyRoute';
import { finishRoute } from './finishRoute';
import { observeRoute } from './observeRoute';
import { planRoute } from './planRoute';
import { recoverRoute } from './recoverRoute';
import type { RouteFacts, RouteObserved, RouteStep } from './routeTypes';

/** AWS Lambda Route: moves an alias's traffic between versions, and back when something is wrong. */
export const routeStage: Stage<RouteInput, RouteObserved, RouteStep, RouteFacts> = {
  type: 'Aws.LambdaTrafficRoutingStage',
  locksTarget: true,
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
  },
  observe: observeRoute,
  plan: planRoute,
  apply: applyRoute,
  recover: recoverRoute,
  finish: finishRoute,
};
