import type { StageType } from 'stage-contract';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';

/** Texts that must never appear again, in a response or in a log. */
export const SECRETS = ['hunter2-of-the-environment', 'payload-that-is-nobodys-business'] as const;

const where = { account: 'local', region: 'us-east-1', functionName: 'checkout' };

/** A valid stage of each type, with secrets wherever a stage can have them; each test breaks one thing. */
export const STAGE_FIELDS = {
  'Aws.LambdaDeploymentStage': {
    ...where,
    s3bucket: 'builds',
    s3key: 'v2.zip',
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
    publish: true,
    envVariables: { PASSWORD: SECRETS[0] },
  },
  'Aws.LambdaUpdateCodeStage': { ...where, s3bucket: 'builds', s3key: 'v2.zip', publish: true },
  'Aws.LambdaTrafficRoutingStage': {
    ...where,
    aliasName: 'live',
    deploymentStrategy: '$SIMPLE',
    versionNameA: '$LATEST',
    healthCheck: { invokePayload: { secret: SECRETS[1] } },
  },
  'Aws.LambdaInvokeStage': { ...where, aliasName: 'live', invokePayload: { secret: SECRETS[1] } },
  'Aws.LambdaDeleteStage': { ...where, version: '$PREVIOUS' },
  'Aws.LambdaRolloutActionStage': { ...where, aliasName: 'live', action: 'hold', reason: 'looking into an error' },
} as const satisfies Record<StageType, Record<string, unknown>>;

/** Short names for tables of tests. */
export const TYPES = {
  deployment: 'Aws.LambdaDeploymentStage',
  updateCode: 'Aws.LambdaUpdateCodeStage',
  route: 'Aws.LambdaTrafficRoutingStage',
  invoke: 'Aws.LambdaInvokeStage',
  delete: 'Aws.LambdaDeleteStage',
  rolloutAction: 'Aws.LambdaRolloutActionStage',
} as const satisfies Record<string, StageType>;
export type StageName = keyof typeof TYPES;
