import type { Stage } from '../../model/stage';
import { applyInvoke } from './apply';
import { finishInvoke } from './finish';
import type { InvokeInput, InvokeObserved } from './invokeModel';
import { invokeDocuments, type InvokeFactsKept, type InvokeStep } from './steps';
import { observeInvoke } from './observe';
import { planInvoke } from './plan';
import { recoverInvoke } from './recover';

/** AWS Lambda Invoke: run the function and judge the answer. Changes nothing of the function, so it needs no lock. */
export const invokeStage: Stage<InvokeInput, InvokeObserved, InvokeStep, InvokeFactsKept> = {
  type: 'Aws.LambdaInvokeStage',
  locksTarget: false,
  documents: invokeDocuments,
  iamActions: [
    'lambda:GetAlias',
    'lambda:GetFunction',
    'lambda:InvokeFunction',
    'lambda:ListAliases',
    'lambda:ListVersionsByFunction',
  ],
  observe: observeInvoke,
  plan: planInvoke,
  apply: applyInvoke,
  recover: recoverInvoke,
  finish: finishInvoke,
};

export type { InvokeObserved } from './invokeModel';
export type { InvokeFactsKept, InvokeStep } from './steps';
