export { createEngine, type Engine } from './createEngine';
export type { CheckpointPoint, EngineContext } from './engineContext';
export { orcaNotifier, type OrcaAddress, type OrcaNotifier } from './notifyOrca';
export type { AcceptedRequest, OperationService } from './operationService';
export { PRODUCTION_TIMING, type EngineTiming } from './timing';
