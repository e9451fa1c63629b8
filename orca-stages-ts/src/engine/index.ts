export { createEngine, type Engine } from './createEngine';
export type { CheckpointPoint, EngineContext } from './engineContext';
export { PRODUCTION_TIMING, type EngineTiming } from './timing';
