import type { Route } from '../http/routes';
import { FUNCTION_PATH } from '../http/functionPaths';
import { createAlias } from './createAlias';
import { deleteAlias, getAlias, listAliases } from './readAliases';
import { updateAlias } from './updateAlias';

/** The alias operations. */
export const aliasRoutes: readonly Route[] = [
  {
    operation: 'CreateAlias',
    method: 'POST',
    path: `${FUNCTION_PATH}/aliases`,
    quota: 'controlPlane',
    fields: ['Name', 'FunctionVersion', 'Description', 'RoutingConfig.AdditionalVersionWeights'],
    handle: createAlias,
  },
  {
    operation: 'ListAliases',
    method: 'GET',
    path: `${FUNCTION_PATH}/aliases`,
    quota: 'controlPlane',
    handle: listAliases,
  },
  {
    operation: 'GetAlias',
    method: 'GET',
    path: `${FUNCTION_PATH}/aliases/{Name}`,
    quota: 'controlPlane',
    handle: getAlias,
  },
  {
    operation: 'UpdateAlias',
    method: 'PUT',
    path: `${FUNCTION_PATH}/aliases/{Name}`,
    quota: 'controlPlane',
    fields: ['FunctionVersion', 'Description', 'RoutingConfig.AdditionalVersionWeights', 'RevisionId'],
    handle: updateAlias,
  },
  {
    operation: 'DeleteAlias',
    method: 'DELETE',
    path: `${FUNCTION_PATH}/aliases/{Name}`,
    quota: 'controlPlane',
    handle: deleteAlias,
  },
];
