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

/** Every operation of Lambda that the emulator serves, as AWS's model places them. */
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
