import { OUR_OUTPUT_NAMES, OUTPUT_NAMES } from '../reservedNames';
import type { StageType } from '../stageDefinition';

/** Outputs of each native stage that ours has too, with the same meaning. */
export const CARRIED_OUTPUTS: Readonly<Record<StageType, readonly string[]>> = {
  'Aws.LambdaDeploymentStage': ['functionARN', 'resourceId', 'versionId', 'revisionId', 'lambdaCreated'],
  'Aws.LambdaUpdateCodeStage': ['functionARN', 'resourceId', 'versionId', 'revisionId'],
  'Aws.LambdaTrafficRoutingStage': [
    'functionARN',
    'resourceId',
    'versionId',
    'deployment:majorVersionDeployed',
    'deployment:minorVersionDeployed',
    'deployment:aliasDeployed',
    'deployment:strategyUsed',
  ],
  'Aws.LambdaInvokeStage': ['invokeResultsList'],
  'Aws.LambdaDeleteStage': ['deleteTask:deleteVersion'],
  // Spinnaker has no such stage of its own.
  'Aws.LambdaRolloutActionStage': [],
};

/** Outputs of every native stage. Its name is also one of its fields. */
const OF_ALL = ['functionName', 'failureMessage'];

/** Where our outputs are, inside a stage's context. */
export const OUTPUTS_PATH: readonly string[] = ['webhook', 'monitor', 'body', 'outputs'];

/** Whether a native stage of a type leaves an output that ours leaves too. */
export const isCarriedOutput = (type: StageType, name: string): boolean =>
  CARRIED_OUTPUTS[type].includes(name) || OF_ALL.includes(name);

/** Whether a name is that of an output that some native stage leaves, whether or not ours have it. */
export const isNativeOutput = (name: string): boolean => OUTPUT_NAMES.has(name) && !OUR_OUTPUT_NAMES.includes(name);

/** Outputs whose names nothing else has: whoever names one without saying of which stage still means a native stage's. */
export const UNMISTAKABLE_OUTPUTS: readonly string[] = [
  'functionARN',
  'lambdaCreated',
  'lambdaObject',
  'invokeResultsList',
  'deployment:majorVersionDeployed',
  'deployment:minorVersionDeployed',
  'deployment:aliasDeployed',
  'deployment:strategyUsed',
  'deleteTask:deleteVersion',
];
