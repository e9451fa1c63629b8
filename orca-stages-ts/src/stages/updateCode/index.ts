import type { UpdateCodeInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { applyUpdateCode } from './apply';
import { finishUpdateCode } from './finish';
import { observeUpdateCode, type ObservedUpdateCode } from './observe';
import { planUpdateCode } from './plan';
import { recoverUpdateCode } from './recover';
import { updateCodeDocuments, type UpdateCodeFacts, type UpdateCodeStep } from './steps';

/** AWS Lambda Update Code: only code, for functions whose configuration belongs to others. */
export const updateCodeStage: Stage<UpdateCodeInput, ObservedUpdateCode, UpdateCodeStep, UpdateCodeFacts> = {
  type: 'Aws.LambdaUpdateCodeStage',
  locksTarget: true,
  documents: updateCodeDocuments,
  calls: {
    lambda: ['getFunction', 'listAliases', 'listVersions', 'updateFunctionCode', 'publishVersion'],
  },
  // Not calls of this stage, but AWS checks them against the caller: the tags and
  // the variables that GetFunction returns, the zip.
  otherActions: ['lambda:ListTags', 's3:GetObject', 's3:GetObjectVersion', 'kms:Decrypt'],
  observe: observeUpdateCode,
  plan: planUpdateCode,
  apply: applyUpdateCode,
  recover: recoverUpdateCode,
  finish: finishUpdateCode,
};
