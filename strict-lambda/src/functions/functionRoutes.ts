import type { Route } from '../http/routes';
import { FUNCTION_PATH, FUNCTIONS_PATH } from '../http/functionPaths';
import { createFunction } from './createFunction';
import { deleteFunction } from './deleteFunction';
import { getFunction, getFunctionConfiguration } from './getFunction';
import { listFunctions, listVersionsByFunction } from './listFunctions';
import { publishVersion } from './publishVersion';
import { updateFunctionCode } from './updateFunctionCode';
import { updateFunctionConfiguration } from './updateFunctionConfiguration';

const settings = [
  'Role',
  'Runtime',
  'Handler',
  'Description',
  'Timeout',
  'MemorySize',
  'EphemeralStorage.Size',
  'TracingConfig.Mode',
  'SnapStart.ApplyOn',
  'LoggingConfig.LogFormat',
  'LoggingConfig.LogGroup',
  'LoggingConfig.ApplicationLogLevel',
  'LoggingConfig.SystemLogLevel',
  'Environment.Variables',
  'VpcConfig.SubnetIds',
  'VpcConfig.SecurityGroupIds',
  'VpcConfig.Ipv6AllowedForDualStack',
  'DeadLetterConfig.TargetArn',
  'KMSKeyArn',
  'Layers',
  'FileSystemConfigs.Arn',
  'FileSystemConfigs.LocalMountPath',
];
const code = ['ZipFile', 'S3Bucket', 'S3Key', 'S3ObjectVersion', 'ImageUri'];

/** The operations for functions and their versions. */
export const functionRoutes: readonly Route[] = [
  {
    operation: 'CreateFunction',
    method: 'POST',
    path: FUNCTIONS_PATH,
    quota: 'controlPlane',
    fields: [
      ...settings,
      ...code.map((field) => `Code.${field}`),
      'FunctionName',
      'Publish',
      'PackageType',
      'Tags',
      'Architectures',
    ],
    handle: createFunction,
  },
  { operation: 'ListFunctions', method: 'GET', path: FUNCTIONS_PATH, quota: 'controlPlane', handle: listFunctions },
  { operation: 'GetFunction', method: 'GET', path: FUNCTION_PATH, quota: 'getFunction', handle: getFunction },
  { operation: 'DeleteFunction', method: 'DELETE', path: FUNCTION_PATH, quota: 'controlPlane', handle: deleteFunction },
  {
    operation: 'GetFunctionConfiguration',
    method: 'GET',
    path: `${FUNCTION_PATH}/configuration`,
    quota: 'controlPlane',
    handle: getFunctionConfiguration,
  },
  {
    operation: 'UpdateFunctionConfiguration',
    method: 'PUT',
    path: `${FUNCTION_PATH}/configuration`,
    quota: 'controlPlane',
    fields: [...settings, 'RevisionId'],
    handle: updateFunctionConfiguration,
  },
  {
    operation: 'UpdateFunctionCode',
    method: 'PUT',
    path: `${FUNCTION_PATH}/code`,
    quota: 'controlPlane',
    fields: [...code, 'Publish', 'DryRun', 'RevisionId', 'Architectures'],
    handle: updateFunctionCode,
  },
  {
    operation: 'PublishVersion',
    method: 'POST',
    path: `${FUNCTION_PATH}/versions`,
    quota: 'controlPlane',
    fields: ['CodeSha256', 'Description', 'RevisionId'],
    handle: publishVersion,
  },
  {
    operation: 'ListVersionsByFunction',
    method: 'GET',
    path: `${FUNCTION_PATH}/versions`,
    quota: 'controlPlane',
    handle: listVersionsByFunction,
  },
];
