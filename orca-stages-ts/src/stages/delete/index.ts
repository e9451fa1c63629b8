import type { DeleteInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { applyDelete } from './apply';
import { deleteDocuments, type DeleteFacts, type DeleteStep } from './steps';
import { finishDelete } from './finish';
import { observeDelete } from './observe';
import type { DeleteObserved } from './observed';
import { planDelete } from './plan';
import { recoverDelete } from './recover';

/** AWS Lambda Delete: deletes versions or the function, but never one that is in use. */
export const deleteStage: Stage<DeleteInput, DeleteObserved, DeleteStep, DeleteFacts> = {
  type: 'Aws.LambdaDeleteStage',
  locksTarget: true,
  documents: deleteDocuments,
  calls: {
    lambda: [
      'deleteAlias',
      'deleteEventSourceMapping',
      'deleteFunction',
      'getEventSourceMapping',
      'getAlias',
      'getFunction',
      'getPolicy',
      'hasFunctionUrl',
      'listAliases',
      'listEventSourceMappings',
      'listProvisionedConcurrency',
      'listVersions',
    ],
  },
  // It asks what calls an alias, and whether the named version exists.
  limits: { lambda: { getFunction: 'versions', getPolicy: 'versions', hasFunctionUrl: 'versions' } },
  observe: observeDelete,
  plan: planDelete,
  apply: applyDelete,
  recover: recoverDelete,
  finish: finishDelete,
};
