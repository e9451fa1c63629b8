export * from './createAwsPort';
export { iamNeedsOf, type IamNeed } from './iamNeedsOf';
export { policyRules } from './services';
