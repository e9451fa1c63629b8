import type { Route } from '../http/routes';
import { listTags, tagResource, untagResource } from './tags';

const tags = '/2017-03-31/tags/{Resource}';

/** The operations on tags. */
export const tagRoutes: readonly Route[] = [
  {
    operation: 'TagResource',
    method: 'POST',
    path: tags,
    quota: 'controlPlane',
    fields: ['Tags'],
    handle: tagResource,
  },
  { operation: 'UntagResource', method: 'DELETE', path: tags, quota: 'controlPlane', handle: untagResource },
  { operation: 'ListTags', method: 'GET', path: tags, quota: 'controlPlane', handle: listTags },
];
