export { scaledClock, systemClock, type Clock } from './clock';
export type {
  Authentication,
  Execution,
  ExecutionStatus,
  JsonObject,
  StageExecution,
  TaskExecution,
} from './executionModel';
export { parseOrcaConfiguration, type OrcaConfiguration, type PreconfiguredWebhook } from './orcaConfiguration';
export type { Orca } from './orca';
export { startOrca, type OrcaOptions } from './startOrca';
export { registerOrcaRoutes } from './orcaRoutes';
