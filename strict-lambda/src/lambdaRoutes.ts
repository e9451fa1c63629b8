import { aliasRoutes } from './aliases/aliasRoutes';
import { concurrencyRoutes } from './concurrency/concurrencyRoutes';
import { eventInvokeRoutes } from './events/eventInvokeRoutes';
import { functionRoutes } from './functions/functionRoutes';
import { FUNCTION_PATH } from './http/functionPaths';
import type { Route } from './http/routes';
import { invoke } from './invoke/invoke';
import { mappingRoutes } from './mappings/mappingRoutes';
import { permissionRoutes } from './permissions/permissionRoutes';
import { tagRoutes } from './tags/tagRoutes';
import { urlRoutes } from './urls/urlRoutes';

/** Every Lambda operation that the emulator supports, at the paths of AWS's API model. */
export const lambdaRoutes: readonly Route[] = [
  ...functionRoutes,
  ...aliasRoutes,
  { operation: 'Invoke', method: 'POST', path: `${FUNCTION_PATH}/invocations`, handle: invoke },
  ...concurrencyRoutes,
  ...mappingRoutes,
  ...permissionRoutes,
  ...tagRoutes,
  ...urlRoutes,
  ...eventInvokeRoutes,
];
