import { createAlias } from './aliases/createAlias';
import { deleteAlias, getAlias, listAliases } from './aliases/readAliases';
import { updateAlias } from './aliases/updateAlias';
import { createFunction } from './functions/createFunction';
import { deleteFunction } from './functions/deleteFunction';
import { getFunction, getFunctionConfiguration } from './functions/getFunction';
import { listFunctions, listVersionsByFunction } from './functions/listFunctions';
import { publishVersion } from './functions/publishVersion';
import { updateFunctionCode } from './functions/updateFunctionCode';
import { updateFunctionConfiguration } from './functions/updateFunctionConfiguration';
import type { Route } from './http/routes';
import { invoke } from './invoke/invoke';

const functions = '/2015-03-31/functions';
const one = `${functions}/{FunctionName}`;

/** Every operation of Lambda that the emulator serves, as AWS's model places them. */
export const lambdaRoutes: readonly Route[] = [
  { operation: 'CreateFunction', method: 'POST', path: functions, quota: 'controlPlane', handle: createFunction },
  { operation: 'ListFunctions', method: 'GET', path: functions, quota: 'controlPlane', handle: listFunctions },
  { operation: 'GetFunction', method: 'GET', path: one, quota: 'getFunction', handle: getFunction },
  { operation: 'DeleteFunction', method: 'DELETE', path: one, quota: 'controlPlane', handle: deleteFunction },
  { operation: 'GetFunctionConfiguration', method: 'GET', path: `${one}/configuration`, quota: 'controlPlane', handle: getFunctionConfiguration },
  { operation: 'UpdateFunctionConfiguration', method: 'PUT', path: `${one}/configuration`, quota: 'controlPlane', handle: updateFunctionConfiguration },
  { operation: 'UpdateFunctionCode', method: 'PUT', path: `${one}/code`, quota: 'controlPlane', handle: updateFunctionCode },
  { operation: 'PublishVersion', method: 'POST', path: `${one}/versions`, quota: 'controlPlane', handle: publishVersion },
  { operation: 'ListVersionsByFunction', method: 'GET', path: `${one}/versions`, quota: 'controlPlane', handle: listVersionsByFunction },
  { operation: 'CreateAlias', method: 'POST', path: `${one}/aliases`, quota: 'controlPlane', handle: createAlias },
  { operation: 'ListAliases', method: 'GET', path: `${one}/aliases`, quota: 'controlPlane', handle: listAliases },
  { operation: 'GetAlias', method: 'GET', path: `${one}/aliases/{Name}`, quota: 'controlPlane', handle: getAlias },
  { operation: 'UpdateAlias', method: 'PUT', path: `${one}/aliases/{Name}`, quota: 'controlPlane', handle: updateAlias },
  { operation: 'DeleteAlias', method: 'DELETE', path: `${one}/aliases/{Name}`, quota: 'controlPlane', handle: deleteAlias },
  { operation: 'Invoke', method: 'POST', path: `${one}/invocations`, handle: invoke },
];
