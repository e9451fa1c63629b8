export { systemClock, type Clock } from './clock';
export type { Authentication, Execution, JsonObject } from './executionModel';
export { parseOrcaConfiguration } from './orcaConfiguration';
export type { Orca } from './orca';
export { startOrca } from './startOrca';
export type { SavedPipelines } from './taskDefinition';
export { registerOrcaRoutes } from './orcaRoutes';
