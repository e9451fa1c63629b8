export { startSpinnaker } from './startSpinnaker';
export type { Spinnaker } from './spinnakerOptions';
