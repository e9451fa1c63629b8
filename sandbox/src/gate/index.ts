export { startSpinnaker } from './startSpinnaker';
export type { PluginFiles, Spinnaker, SpinnakerAccount, SpinnakerOptions } from './spinnakerOptions';
