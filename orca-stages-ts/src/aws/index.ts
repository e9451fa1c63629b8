export * from './createAwsPort';
export type { PoolFigures } from './pacers';
