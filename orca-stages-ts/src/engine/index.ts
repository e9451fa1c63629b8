export { createEngine, type Engine } from './createEngine';
export type { CheckpointPoint, EngineContext } from './engineContext';
export { orcaNotifier } from './notifyOrca';
export { PRODUCTION_TIMING, type EngineTiming } from './timing';
