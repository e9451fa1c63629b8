export * from './createAwsPort';
