import type { UpdateCodeInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { observeCode, type ObservedCode } from '../shared/code';
import { applyUpdateCode } from './apply';
import { finishUpdateCode } from './finish';
import { planUpdateCode } from './plan';
import { recoverUpdateCode } from './recover';
import { updateCodeDocuments, type UpdateCodeFacts, type UpdateCodeStep } from './steps';

/** AWS Lambda Update Code: code only, for functions whose configuration others own. */
export const updateCodeStage: Stage<UpdateCodeInput, ObservedCode, UpdateCodeStep, UpdateCodeFacts> = {
  type: 'Aws.LambdaUpdateCodeStage',
  locksTarget: true,
  documents: updateCodeDocuments,
  iamActions: [
    'lambda:GetFunction',
    'lambda:ListTags',
    'lambda:ListAliases',
    'lambda:UpdateFunctionCode',
    'lambda:PublishVersion',
    's3:GetObject',
    's3:GetObjectVersion',
  ],
  observe: observeCode,
  plan: planUpdateCode,
  apply: applyUpdateCode,
  recover: recoverUpdateCode,
  finish: finishUpdateCode,
};
