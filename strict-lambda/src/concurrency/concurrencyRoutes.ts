import type { Route } from '../http/routes';
import { getAccountSettings } from './getAccountSettings';
import {
  deleteProvisionedConcurrency,
  getProvisionedConcurrency,
  listProvisionedConcurrency,
  putProvisionedConcurrency,
} from './provisionedConcurrency';
import { deleteFunctionConcurrency, getFunctionConcurrency, putFunctionConcurrency } from './reservedConcurrency';

const provisioned = '/2019-09-30/functions/{FunctionName}/provisioned-concurrency';

/** The operations for reserved and provisioned concurrency, and for the account limits that they draw from. */
export const concurrencyRoutes: readonly Route[] = [
  {
    operation: 'PutFunctionConcurrency',
    method: 'PUT',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    quota: 'controlPlane',
    fields: ['ReservedConcurrentExecutions'],
    handle: putFunctionConcurrency,
  },
  {
    operation: 'GetFunctionConcurrency',
    method: 'GET',
    path: '/2019-09-30/functions/{FunctionName}/concurrency',
    quota: 'controlPlane',
    handle: getFunctionConcurrency,
  },
  {
    operation: 'DeleteFunctionConcurrency',
    method: 'DELETE',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    quota: 'controlPlane',
    handle: deleteFunctionConcurrency,
  },
  {
    operation: 'PutProvisionedConcurrencyConfig',
    method: 'PUT',
    path: provisioned,
    quota: 'controlPlane',
    fields: ['ProvisionedConcurrentExecutions'],
    handle: putProvisionedConcurrency,
  },
  {
    operation: 'GetProvisionedConcurrencyConfig',
    method: 'GET',
    path: provisioned,
    quota: 'controlPlane',
    handle: getProvisionedConcurrency,
  },
  {
    operation: 'ListProvisionedConcurrencyConfigs',
    method: 'GET',
    path: `${provisioned}?List=ALL`,
    quota: 'controlPlane',
    handle: listProvisionedConcurrency,
  },
  {
    operation: 'DeleteProvisionedConcurrencyConfig',
    method: 'DELETE',
    path: provisioned,
    quota: 'controlPlane',
    handle: deleteProvisionedConcurrency,
  },
  {
    operation: 'GetAccountSettings',
    method: 'GET',
    path: '/2016-08-19/account-settings',
    quota: 'controlPlane',
    handle: getAccountSettings,
  },
];
