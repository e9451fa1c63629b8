import { ACCOUNT_ID } from './sidecarSettings';

/** The function of these tests. */
export const TARGET = { account: 'local', region: 'us-east-1', functionName: 'checkout' };

/** Fields of a Deployment that publishes a build from the bucket `builds`. */
export const deploymentOf = (key: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...TARGET,
  s3bucket: 'builds',
  s3key: key,
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
  publish: true,
  ...more,
});
