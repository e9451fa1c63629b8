import { ACCOUNT_ID, type StoredRequest } from './presentEngine';

/**
 * IDs in Orca's format, which start with the time: of the execution that created the function, of the one that updated
 * it, and of later ones.
 */
export const FIRST = '01KWERP3A0F1RST00000000000',
  SECOND = '01KWERQXX0SEC0ND0000000000',
  THIRD = '01KWERSRG0TH1RD00000000000',
  FOURTH = '01KWEVKB30F0RTH00000000000';

/** Conditions that the function's response meets, and one that it never meets. */
export const GOOD = { jsonPath: [{ path: '$.statusCode', equals: 200 }] },
  NEVER = { matches: 'never' };
/** An event source, and one that AWS rejects, because it does not know such a Kafka source. */
export const ORDERS = { arn: `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:orders`, batchSize: 5 };
export const REFUSED_SOURCE = { arn: `arn:aws:kafka:us-east-1:${ACCOUNT_ID}:orders`, startingPosition: 'LATEST' };

type Fields = Record<string, unknown>;

/** A Deployment of a build. */
export const deploy = (executionId: string, build: string, more: Fields = {}): StoredRequest => ({
  type: 'Aws.LambdaDeploymentStage',
  executionId,
  stageId: `Deploy ${build}`,
  context: {
    s3bucket: 'builds',
    s3key: `${build}.zip`,
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
    publish: true,
    aliases: ['live'],
    ...more,
  },
});

/** An Update Code to the third build. */
export const updateCode = (context: Fields): StoredRequest => ({
  type: 'Aws.LambdaUpdateCodeStage',
  executionId: THIRD,
  stageId: 'Update code',
  context: { s3bucket: 'builds', s3key: 'three.zip', ...context },
});

/** A Route of `live`, by the execution that updated the function unless another one is named. */
export const route = (stageId: string, context: Fields, executionId = SECOND): StoredRequest => ({
  type: 'Aws.LambdaTrafficRoutingStage',
  executionId,
  stageId,
  context: { aliasName: 'live', ...context },
});
/** A Route in steps. */
export const gradual = (steps: readonly object[], more: Fields = {}): StoredRequest =>
  route('Rollout', { deploymentStrategy: '$GRADUAL', versionNameA: '$LATEST', steps, ...more });
/** A Route of all traffic to the version that the execution published. */
export const promote = (more: Fields = {}, executionId = SECOND): StoredRequest =>
  route('Promote', { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST', ...more }, executionId);
/** A tenth of the traffic to the version that the execution published, for an hour at most. */
export const canary = (): StoredRequest =>
  route('Canary', {
    deploymentStrategy: '$WEIGHTED',
    versionNameA: '$LATEST',
    trafficPercentA: 10,
    versionNameB: '$PREVIOUS',
    revertUnlessPromotedWithinSeconds: 3600,
  });

/** The same, and it is looked after for ten minutes. Nobody calls the function, so guards find nothing. */
export const watchedCanary = (more: Fields = {}): StoredRequest => {
  const { context } = canary();
  const watch = { guards: [{ metric: 'errorRate' }], watchSeconds: 600 };
  return route('Watched canary', { ...context, ...watch, ...more });
};

/** An Invoke of `live`. */
export const invoke = (context: Fields = {}): StoredRequest => ({
  type: 'Aws.LambdaInvokeStage',
  executionId: SECOND,
  stageId: 'Invoke',
  context: { aliasName: 'live', ...context },
});
/** A Delete. */
export const remove = (context: Fields, executionId = SECOND): StoredRequest => ({
  type: 'Aws.LambdaDeleteStage',
  executionId,
  stageId: 'Delete',
  context,
});
