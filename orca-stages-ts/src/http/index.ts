export { AUTHORIZATION_WORDS } from './authorizationWords';
export { buildServer } from './buildServer';
export { createLog } from './createLog';
export { createLifecycle } from './lifecycle';
export { logOutput } from './logOutput';
export { createMetrics, type Metrics } from './metrics';
export type { Server } from './serverDeps';
