export { createAwsPort, type AwsPort, type AwsSettings } from './aws';
export { orcaConfigYaml, type OrcaConfigOptions } from './cli/orcaConfig';
export * from './config';
export { serve, type RunningSidecar, type ServeOptions } from './serve';
