export { configurationReference } from './configurationReference';
export * from './configurationSchema';
export * from './loadConfiguration';
export * from './readConfiguration';
export * from './readSecrets';
export type { Environment } from './readSource';
