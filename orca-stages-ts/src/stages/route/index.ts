import type { RouteInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { applyRoute } from './applyRoute';
import { finishRoute } from './finishRoute';
import { observeRoute } from './observeRoute';
import { planRoute } from './planRoute';
import { recoverRoute } from './recoverRoute';
import type { RouteObserved } from './routeTypes';
import { routeUndo } from './undo';
import { routeDocuments, type RouteFacts, type RouteStep } from './steps';

/** AWS Lambda Route: moves an alias's traffic between versions, and back when something is wrong. */
export const routeStage: Stage<RouteInput, RouteObserved, RouteStep, RouteFacts> = {
  type: 'Aws.LambdaTrafficRoutingStage',
  locksTarget: true,
  documents: routeDocuments,
  iamActions: [
    'lambda:GetAlias',
    'lambda:CreateAlias',
    'lambda:UpdateAlias',
    'lambda:ListAliases',
    'lambda:GetFunction',
    'lambda:ListVersionsByFunction',
    'lambda:ListEventSourceMappings',
    'lambda:GetPolicy',
    'lambda:GetFunctionUrlConfig',
    'lambda:GetProvisionedConcurrencyConfig',
    'lambda:InvokeFunction',
    'lambda:DeleteFunction',
    'lambda:GetFunctionConcurrency',
    'lambda:PutFunctionConcurrency',
    'lambda:DeleteFunctionConcurrency',
    'lambda:PutProvisionedConcurrencyConfig',
    'lambda:DeleteProvisionedConcurrencyConfig',
    'lambda:GetEventSourceMapping',
    'lambda:CreateEventSourceMapping',
    'lambda:UpdateEventSourceMapping',
    'lambda:DeleteEventSourceMapping',
  ],
  observe: observeRoute,
  plan: planRoute,
  apply: applyRoute,
  recover: recoverRoute,
  undo: routeUndo,
  finish: finishRoute,
};
