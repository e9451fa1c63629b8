export * from './accountOf';
export * from './awsPort';
export * from './createAwsPort';
export * from './lambdaPort';
export type { PoolFigures } from './pacers';
