import type { Route } from '../http/routes';
import { FUNCTION_PATH, FUNCTIONS_PATH } from '../http/functionPaths';
import { createFunction } from './createFunction';
import { deleteFunction } from './deleteFunction';
import { getFunction, getFunctionConfiguration } from './getFunction';
import { listFunctions, listVersionsByFunction } from './listFunctions';
import { publishVersion } from './publishVersion';
import { updateFunctionCode } from './updateFunctionCode';
import { updateFunctionConfiguration } from './updateFunctionConfiguration';

/** The operations for functions and their versions. */
export const functionRoutes: readonly Route[] = [
  { operation: 'CreateFunction', method: 'POST', path: FUNCTIONS_PATH, quota: 'controlPlane', handle: createFunction },
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
    handle: updateFunctionConfiguration,
  },
  {
    operation: 'UpdateFunctionCode',
    method: 'PUT',
    path: `${FUNCTION_PATH}/code`,
    quota: 'controlPlane',
    handle: updateFunctionCode,
  },
  {
    operation: 'PublishVersion',
    method: 'POST',
    path: `${FUNCTION_PATH}/versions`,
    quota: 'controlPlane',
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
