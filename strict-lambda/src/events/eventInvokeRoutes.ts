import type { Route } from '../http/routes';
import {
  deleteEventInvokeConfig,
  getEventInvokeConfig,
  listEventInvokeConfigs,
  putEventInvokeConfig,
  updateEventInvokeConfig,
} from './eventInvokeConfig';

const eventInvoke = '/2019-09-25/functions/{FunctionName}/event-invoke-config';

const fields = [
  'MaximumRetryAttempts',
  'MaximumEventAgeInSeconds',
  'DestinationConfig.OnSuccess',
  'DestinationConfig.OnFailure',
];

/** The operations for the settings of asynchronous invocations. */
export const eventInvokeRoutes: readonly Route[] = [
  {
    operation: 'PutFunctionEventInvokeConfig',
    method: 'PUT',
    path: eventInvoke,
    quota: 'controlPlane',
    fields,
    handle: putEventInvokeConfig,
  },
  {
    operation: 'UpdateFunctionEventInvokeConfig',
    method: 'POST',
    path: eventInvoke,
    quota: 'controlPlane',
    fields,
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
];
