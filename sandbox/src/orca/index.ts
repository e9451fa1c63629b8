export { systemClock, type Clock } from './clock';
export type { Authentication, Execution, JsonObject } from './executionModel';
export { parseOrcaConfiguration } from './orcaConfiguration';
export { startOrca, type Orca } from './startOrca';
export { registerOrcaRoutes } from './orcaRoutes';
