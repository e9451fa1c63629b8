export { createAwsPort, type AwsSettings } from './aws';
export { type AwsPort } from './model/awsPort';
export { orcaConfigYaml, type OrcaConfigOptions } from './cli/orcaConfig';
export * from './config';
export { serve, type RunningSidecar, type ServeOptions } from './serve';
