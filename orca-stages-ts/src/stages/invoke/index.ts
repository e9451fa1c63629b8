import type { Stage } from '../../model/stage';
import { applyInvoke } from './apply';
import { finishInvoke } from './finish';
import type { InvokeFactsKept, InvokeInput, InvokeObserved, InvokeStep } from './invokeModel';
import { observeInvoke } from './observe';
import { planInvoke } from './plan';
import { recoverInvoke } from './recover';

/** AWS Lambda Invoke: run the function and judge the answer. Changes nothing of the function, so it needs no lock. */
export const invokeStage: Stage<InvokeInput, InvokeObserved, InvokeStep, InvokeFactsKept> = {
  type: 'Aws.LambdaInvokeStage',
  locksTarget: false,
  calls: {
    lambda: ['getAlias', 'getFunction', 'invoke', 'listAliases', 'listVersions'],
  },
  observe: observeInvoke,
  plan: planInvoke,
  apply: applyInvoke,
  recover: recoverInvoke,
  finish: finishInvoke,
};

export type { InvokeFactsKept, InvokeObserved, InvokeStep } from './invokeModel';
