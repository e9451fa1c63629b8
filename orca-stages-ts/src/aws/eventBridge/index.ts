export { eventBridgePaces, type EventBridgeRates } from './eventBridgePaces';
export { eventBridgePolicy } from './eventBridgePolicy';
export * as eventBridgeOperations from './operations';
