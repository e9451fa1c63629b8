export { buildServer } from './buildServer';
export { createLog } from './createLog';
export { createLifecycle, type Lifecycle } from './lifecycle';
export { createMetrics, type Metrics } from './metrics';
export type { Server, ServerDeps } from './serverDeps';
