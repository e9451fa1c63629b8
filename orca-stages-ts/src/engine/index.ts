export { createEngine, type Engine } from './createEngine';
export type { CheckpointPoint, EngineContext, Log, Sealer } from './engineContext';
export { contextKeys, orcaNotifier, type OrcaAddress, type OrcaNotifier } from './notifyOrca';
export type { AcceptedRequest, OperationService } from './operationService';
export { PRODUCTION_TIMING, type EngineTiming } from './timing';
