import type { Route } from '../http/routes';
import { FUNCTION_PATH } from '../http/functionPaths';
import { addPermission, getPolicy, removePermission } from './permissions';

/** The operations for a function's resource policy. */
export const permissionRoutes: readonly Route[] = [
  {
    operation: 'AddPermission',
    method: 'POST',
    path: `${FUNCTION_PATH}/policy`,
    quota: 'controlPlane',
    fields: [
      'StatementId',
      'Action',
      'Principal',
      'SourceArn',
      'SourceAccount',
      'EventSourceToken',
      'PrincipalOrgID',
      'FunctionUrlAuthType',
      'RevisionId',
    ],
    handle: addPermission,
  },
  { operation: 'GetPolicy', method: 'GET', path: `${FUNCTION_PATH}/policy`, quota: 'getPolicy', handle: getPolicy },
  {
    operation: 'RemovePermission',
    method: 'DELETE',
    path: `${FUNCTION_PATH}/policy/{StatementId}`,
    quota: 'controlPlane',
    handle: removePermission,
  },
];
