export { eventBridgePaces, type EventBridgeRates } from './eventBridgePaces';
export { eventBridgePolicy } from './eventBridgePolicy';
export { loadEventBridgeService } from './loadEventBridgeService';
export * as eventBridgeOperations from './operations';
