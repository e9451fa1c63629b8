import { createAlias } from './aliases/createAlias';
import { deleteAlias, getAlias, listAliases } from './aliases/readAliases';
import { updateAlias } from './aliases/updateAlias';
import { getAccountSettings } from './concurrency/getAccountSettings';
import {
  deleteProvisionedConcurrency,
  getProvisionedConcurrency,
  listProvisionedConcurrency,
  putProvisionedConcurrency,
} from './concurrency/provisionedConcurrency';
import {
  deleteFunctionConcurrency,
  getFunctionConcurrency,
  putFunctionConcurrency,
} from './concurrency/reservedConcurrency';
import {
  deleteEventInvokeConfig,
  getEventInvokeConfig,
  listEventInvokeConfigs,
  putEventInvokeConfig,
  updateEventInvokeConfig,
} from './events/eventInvokeConfig';
import { createFunction } from './functions/createFunction';
import { deleteFunction } from './functions/deleteFunction';
import { getFunction, getFunctionConfiguration } from './functions/getFunction';
import { listFunctions, listVersionsByFunction } from './functions/listFunctions';
import { publishVersion } from './functions/publishVersion';
import { updateFunctionCode } from './functions/updateFunctionCode';
import { updateFunctionConfiguration } from './functions/updateFunctionConfiguration';
import type { Route } from './http/routes';
import { invoke } from './invoke/invoke';
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from './mappings/mappings';
import { addPermission, getPolicy, removePermission } from './permissions/permissions';
import { listTags, tagResource, untagResource } from './tags/tags';
import { createFunctionUrl, deleteFunctionUrl, getFunctionUrl, listFunctionUrls, updateFunctionUrl } from './urls/urls';

const functions = '/2015-03-31/functions';
const one = `${functions}/{FunctionName}`;
const mappings = '/2015-03-31/event-source-mappings';
const provisioned = '/2019-09-30/functions/{FunctionName}/provisioned-concurrency';
const url = '/2021-10-31/functions/{FunctionName}/url';
const eventInvoke = '/2019-09-25/functions/{FunctionName}/event-invoke-config';
const tags = '/2017-03-31/tags/{Resource}';

/** Every operation of Lambda that the emulator serves, as AWS's model places them. */
export const lambdaRoutes: readonly Route[] = [
  { operation: 'CreateFunction', method: 'POST', path: functions, quota: 'controlPlane', handle: createFunction },
  { operation: 'ListFunctions', method: 'GET', path: functions, quota: 'controlPlane', handle: listFunctions },
  { operation: 'GetFunction', method: 'GET', path: one, quota: 'getFunction', handle: getFunction },
  { operation: 'DeleteFunction', method: 'DELETE', path: one, quota: 'controlPlane', handle: deleteFunction },
  {
    operation: 'GetFunctionConfiguration',
    method: 'GET',
    path: `${one}/configuration`,
    quota: 'controlPlane',
    handle: getFunctionConfiguration,
  },
  {
    operation: 'UpdateFunctionConfiguration',
    method: 'PUT',
    path: `${one}/configuration`,
    quota: 'controlPlane',
    handle: updateFunctionConfiguration,
  },
  {
    operation: 'UpdateFunctionCode',
    method: 'PUT',
    path: `${one}/code`,
    quota: 'controlPlane',
    handle: updateFunctionCode,
  },
  {
    operation: 'PublishVersion',
    method: 'POST',
    path: `${one}/versions`,
    quota: 'controlPlane',
    handle: publishVersion,
  },
  {
    operation: 'ListVersionsByFunction',
    method: 'GET',
    path: `${one}/versions`,
    quota: 'controlPlane',
    handle: listVersionsByFunction,
  },
  { operation: 'CreateAlias', method: 'POST', path: `${one}/aliases`, quota: 'controlPlane', handle: createAlias },
  { operation: 'ListAliases', method: 'GET', path: `${one}/aliases`, quota: 'controlPlane', handle: listAliases },
  { operation: 'GetAlias', method: 'GET', path: `${one}/aliases/{Name}`, quota: 'controlPlane', handle: getAlias },
  {
    operation: 'UpdateAlias',
    method: 'PUT',
    path: `${one}/aliases/{Name}`,
    quota: 'controlPlane',
    handle: updateAlias,
  },
  {
    operation: 'DeleteAlias',
    method: 'DELETE',
    path: `${one}/aliases/{Name}`,
    quota: 'controlPlane',
    handle: deleteAlias,
  },
  { operation: 'Invoke', method: 'POST', path: `${one}/invocations`, handle: invoke },
  {
    operation: 'PutFunctionConcurrency',
    method: 'PUT',
    path: '/2017-10-31/functions/{FunctionName}/concurrency',
    quota: 'controlPlane',
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
    operation: 'CreateEventSourceMapping',
    method: 'POST',
    path: mappings,
    quota: 'controlPlane',
    handle: createEventSourceMapping,
  },
  {
    operation: 'ListEventSourceMappings',
    method: 'GET',
    path: mappings,
    quota: 'controlPlane',
    handle: listEventSourceMappings,
  },
  {
    operation: 'GetEventSourceMapping',
    method: 'GET',
    path: `${mappings}/{UUID}`,
    quota: 'controlPlane',
    handle: getEventSourceMapping,
  },
  {
    operation: 'UpdateEventSourceMapping',
    method: 'PUT',
    path: `${mappings}/{UUID}`,
    quota: 'controlPlane',
    handle: updateEventSourceMapping,
  },
  {
    operation: 'DeleteEventSourceMapping',
    method: 'DELETE',
    path: `${mappings}/{UUID}`,
    quota: 'controlPlane',
    handle: deleteEventSourceMapping,
  },
  { operation: 'AddPermission', method: 'POST', path: `${one}/policy`, quota: 'controlPlane', handle: addPermission },
  { operation: 'GetPolicy', method: 'GET', path: `${one}/policy`, quota: 'getPolicy', handle: getPolicy },
  {
    operation: 'RemovePermission',
    method: 'DELETE',
    path: `${one}/policy/{StatementId}`,
    quota: 'controlPlane',
    handle: removePermission,
  },
  { operation: 'TagResource', method: 'POST', path: tags, quota: 'controlPlane', handle: tagResource },
  { operation: 'UntagResource', method: 'DELETE', path: tags, quota: 'controlPlane', handle: untagResource },
  { operation: 'ListTags', method: 'GET', path: tags, quota: 'controlPlane', handle: listTags },
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
  {
    operation: 'PutFunctionEventInvokeConfig',
    method: 'PUT',
    path: eventInvoke,
    quota: 'controlPlane',
    handle: putEventInvokeConfig,
  },
  {
    operation: 'UpdateFunctionEventInvokeConfig',
    method: 'POST',
    path: eventInvoke,
    quota: 'controlPlane',
    handle: updateEventInvokeConfig,
  },
  {
    operation: 'GetFunctionEventInvokeConfig',
    method: 'GET',
    path: eventInvoke,
    quota: 'controlPlane',
    handle: getEventInvokeConfig,
  },
  {
    operation: 'DeleteFunctionEventInvokeConfig',
    method: 'DELETE',
    path: eventInvoke,
    quota: 'controlPlane',
    handle: deleteEventInvokeConfig,
  },
  {
    operation: 'ListFunctionEventInvokeConfigs',
    method: 'GET',
    path: `${eventInvoke}/list`,
    quota: 'controlPlane',
    handle: listEventInvokeConfigs,
  },
  {
    operation: 'GetAccountSettings',
    method: 'GET',
    path: '/2016-08-19/account-settings',
    quota: 'controlPlane',
    handle: getAccountSettings,
  },
];
