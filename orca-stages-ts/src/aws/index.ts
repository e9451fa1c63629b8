export * from './createAwsPort';
export { eventNeedsOf, iamNeedsOf, type IamNeed } from './iamNeedsOf';
export type { PolicyCondition } from './policyRule';
export { policyRules } from './services';
