import type { Stage } from '../../model/stage';
import { applyDelete } from './apply';
import type { DeleteInput, DeleteObserved } from './deleteModel';
import { deleteDocuments, type DeleteFacts, type DeleteStep } from './steps';
import { finishDelete } from './finish';
import { observeDelete } from './observe';
import { planDelete } from './plan';
import { recoverDelete } from './recover';

/** AWS Lambda Delete: versions, or the function, never one that is in use. */
export const deleteStage: Stage<DeleteInput, DeleteObserved, DeleteStep, DeleteFacts> = {
  type: 'Aws.LambdaDeleteStage',
  locksTarget: true,
  documents: deleteDocuments,
  iamActions: [
    'lambda:DeleteEventSourceMapping',
    'lambda:DeleteFunction',
    'lambda:GetEventSourceMapping',
    'lambda:GetFunction',
    'lambda:ListAliases',
    'lambda:ListEventSourceMappings',
    'lambda:ListProvisionedConcurrencyConfigs',
    'lambda:ListVersionsByFunction',
  ],
  observe: observeDelete,
  plan: planDelete,
  apply: applyDelete,
  recover: recoverDelete,
  finish: finishDelete,
};

export type { DeleteObserved } from './deleteModel';
export type { DeleteFacts, DeleteStep } from './steps';
