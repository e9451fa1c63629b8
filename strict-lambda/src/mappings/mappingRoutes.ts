import type { Route } from '../http/routes';
import { mappingSettings } from './mappingFields';
import {
  createEventSourceMapping,
  deleteEventSourceMapping,
  getEventSourceMapping,
  listEventSourceMappings,
  updateEventSourceMapping,
} from './mappings';

const mappings = '/2015-03-31/event-source-mappings';

const fields = ['FunctionName', 'Enabled', ...mappingSettings];

/** The event source mapping operations. */
export const mappingRoutes: readonly Route[] = [
  {
    operation: 'CreateEventSourceMapping',
    method: 'POST',
    path: mappings,
    quota: 'controlPlane',
    fields: [...fields, 'EventSourceArn', 'SelfManagedEventSource', 'Tags'],
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
    fields,
    handle: updateEventSourceMapping,
  },
  {
    operation: 'DeleteEventSourceMapping',
    method: 'DELETE',
    path: `${mappings}/{UUID}`,
    quota: 'controlPlane',
    handle: deleteEventSourceMapping,
  },
];
