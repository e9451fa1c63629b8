export * from './createAwsPort';
export { iamActionsOf } from './iamActionsOf';
export { policyRules } from './services';
