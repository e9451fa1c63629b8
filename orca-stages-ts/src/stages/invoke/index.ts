import type { InvokeInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { applyInvoke } from './apply';
import { finishInvoke } from './finish';
import { invokeDocuments, type InvokeFactsKept, type InvokeStep } from './steps';
import { observeInvoke, type InvokeObserved } from './observe';
import { planInvoke } from './plan';
import { recoverInvoke } from './recover';

/**
 * AWS Lambda Invoke: runs the function and checks the response. Changes nothing in the function, so it needs no lock.
 */
export const invokeStage: Stage<InvokeInput, InvokeObserved, InvokeStep, InvokeFactsKept> = {
  type: 'Aws.LambdaInvokeStage',
  locksTarget: false,
  documents: invokeDocuments,
  calls: {
    lambda: ['getAlias', 'getFunction', 'invoke', 'listAliases', 'listVersions'],
  },
  observe: observeInvoke,
  plan: planInvoke,
  apply: applyInvoke,
  recover: recoverInvoke,
  finish: finishInvoke,
};
