import type { StageType } from 'stage-contract';
import type { StageRequest } from '../../process/support/sidecarClient';
import { ACCOUNT_ID } from '../../process/support/sidecarSettings';

/** The execution that created the function, and the one whose stage is killed. */
export const FIRST = 'execution-1',
  SECOND = 'execution-2';
/** Event sources. */
export const ORDERS = `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:orders`,
  PAYMENTS = `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:payments`,
  RETURNS = `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:returns`;
/** AWS does not know such a Kafka source, and only AWS can tell. */
export const REFUSED_SOURCE = { arn: `arn:aws:kafka:us-east-1:${ACCOUNT_ID}:orders`, startingPosition: 'LATEST' };

const stage = (type: StageType, executionId: string, context: Record<string, unknown>): StageRequest => ({
  type,
  executionId,
  context,
});
/** A Deployment of a build. */
export const deploy = (executionId: string, build: string, more: Record<string, unknown> = {}): StageRequest =>
  stage('Aws.LambdaDeploymentStage', executionId, {
    s3bucket: 'builds',
    s3key: `${build}.zip`,
    runtime: 'nodejs20.x',
    handler: 'index.handler',
    role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
    memorySize: 128,
    publish: true,
    aliases: ['live'],
    ...more,
  });
/** An Update Code to the second build. */
export const updateCode = (context: Record<string, unknown>): StageRequest =>
  stage('Aws.LambdaUpdateCodeStage', SECOND, { s3bucket: 'builds', s3key: 'two.zip', ...context });
/** A Route of the alias `live`. */
export const route = (context: Record<string, unknown>, executionId = SECOND): StageRequest =>
  stage('Aws.LambdaTrafficRoutingStage', executionId, { aliasName: 'live', ...context });
/** An Invoke of the alias `live`. */
export const invoke = (context: Record<string, unknown>): StageRequest =>
  stage('Aws.LambdaInvokeStage', SECOND, { aliasName: 'live', ...context });
/** A Delete. */
export const remove = (context: Record<string, unknown>): StageRequest =>
  stage('Aws.LambdaDeleteStage', SECOND, context);

/** Routes of the version that this execution published. */
export const SIMPLE = { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' };
export const CANARY = {
  deploymentStrategy: '$WEIGHTED',
  versionNameA: '$LATEST',
  trafficPercentA: 10,
  versionNameB: '$PREVIOUS',
};

/** The function's response, and one that it never gives. */
export const GOOD = { jsonPath: [{ path: '$.statusCode', equals: 200 }] },
  NEVER = { matches: 'never' };

/** Starting points: each is created once and copied for every cell, so rows share them. */
export const NOTHING: readonly StageRequest[] = [];
export const CREATED = [deploy(FIRST, 'one')];
export const UPDATED = [...CREATED, deploy(SECOND, 'two')];
export const WEIGHTED = [...UPDATED, route(CANARY)];
export const PROMOTED = [...WEIGHTED, route(SIMPLE)];
export const FOUR = [
  ...CREATED,
  deploy('execution-a', 'two'),
  deploy('execution-b', 'three'),
  deploy('execution-c', 'four'),
  route(SIMPLE, 'execution-c'),
];
