import type { DeploymentInput } from 'stage-contract';
import type { Stage } from '../../model/stage';
import { wentBack } from '../shared/aliasLedger';
import { applyDeployment } from './apply';
import { deploymentUndo } from './undo';
import { deploymentDocuments, type DeploymentFacts, type DeploymentStep } from './steps';
import { finishDeployment } from './finish';
import { observeDeployment, type ObservedDeployment } from './observe';
import { planDeployment } from './plan';
import { recoverDeployment } from './recover';

/**
 * AWS Lambda Deployment: creates the function or updates its code and configuration to what is declared, publishes, and
 * creates missing aliases.
 */
export const deploymentStage: Stage<DeploymentInput, ObservedDeployment, DeploymentStep, DeploymentFacts> = {
  type: 'Aws.LambdaDeploymentStage',
  locksTarget: true,
  documents: deploymentDocuments,
  calls: {
    lambda: [
      'getFunction',
      'listAliases',
      'getAlias',
      'createFunction',
      'updateFunctionCode',
      'updateFunctionConfiguration',
      'publishVersion',
      'createAlias',
      'updateAlias',
      'tagResource',
      'untagResource',
      'putReservedConcurrency',
      'deleteReservedConcurrency',
      'getProvisionedConcurrency',
      'putProvisionedConcurrency',
      'deleteProvisionedConcurrency',
      'listEventSourceMappings',
      'getEventSourceMapping',
      'createEventSourceMapping',
      'updateEventSourceMapping',
      'deleteEventSourceMapping',
    ],
  },
  // Not calls of this stage, but AWS checks them against the caller: the tags that
  // GetFunction returns, the role that is passed on, the zip, a key, layers, the VPC.
  otherActions: [
    'lambda:ListTags',
    'iam:PassRole',
    's3:GetObject',
    's3:GetObjectVersion',
    'kms:CreateGrant',
    'kms:Encrypt',
    'kms:Decrypt',
    'lambda:GetLayerVersion',
    'ec2:DescribeSecurityGroups',
    'ec2:DescribeSubnets',
    'ec2:DescribeVpcs',
  ],
  observe: observeDeployment,
  plan: planDeployment,
  apply: applyDeployment,
  recover: recoverDeployment,
  undo: deploymentUndo,
  eventsOf: (happened) => (happened.kind === 'end' ? wentBack(happened.outcome) : []),
  finish: finishDeployment,
};
