import type { Route } from '../http/routes';
import { createFunctionUrl, deleteFunctionUrl, getFunctionUrl, listFunctionUrls, updateFunctionUrl } from './urls';

const url = '/2021-10-31/functions/{FunctionName}/url';

/** The operations on function URLs. */
export const urlRoutes: readonly Route[] = [
  { operation: 'CreateFunctionUrlConfig', method: 'POST', path: url, quota: 'controlPlane', handle: createFunctionUrl },
  { operation: 'GetFunctionUrlConfig', method: 'GET', path: url, quota: 'controlPlane', handle: getFunctionUrl },
  { operation: 'UpdateFunctionUrlConfig', method: 'PUT', path: url, quota: 'controlPlane', handle: updateFunctionUrl },
  {
    operation: 'DeleteFunctionUrlConfig',
    method: 'DELETE',
    path: url,
    quota: 'controlPlane',
    handle: deleteFunctionUrl,
  },
  {
    operation: 'ListFunctionUrlConfigs',
    method: 'GET',
    path: `${url}s`,
    quota: 'controlPlane',
    handle: listFunctionUrls,
  },
];
