import type { StageType } from 'stage-contract';
import type { StrictLambda } from 'strict-lambda';
import type { SidecarClient } from '../process/support/sidecarClient';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';

/** One stage of a canary pipeline, and its minimum cost. */
export interface BenchStage {
  title: string;
  type: StageType;
  fields: Record<string, unknown>;
  /** Executions pin versions, so stages of one execution belong together. */
  execution: 'first' | 'canary' | 'unchanged' | 'rollback' | 'bluegreen';
  /** Minimum number of calls. */
  floor: number;
  /** Minimum time of Spinnaker's native stage in seconds, for comparison. */
  nativeSeconds?: number;
}

/** What one stage took. */
export interface Measured {
  stage: BenchStage;
  wallMs: number;
  calls: string[];
}

const deployment = (s3key: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  s3bucket: 'builds',
  s3key,
  runtime: 'nodejs20.x',
  handler: 'index.handler',
  role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`,
  publish: true,
  aliases: ['live'],
  ...more,
});
const route = (
  deploymentStrategy: string,
  versionNameA: string,
  more: Record<string, unknown> = {},
): Record<string, unknown> => ({ aliasName: 'live', deploymentStrategy, versionNameA, ...more });
const weighted = route('$WEIGHTED', '$LATEST', { trafficPercentA: 10, versionNameB: '$PREVIOUS' });

const DEPLOYMENT = 'Aws.LambdaDeploymentStage';
const ROUTE = 'Aws.LambdaTrafficRoutingStage';
const DELETE = 'Aws.LambdaDeleteStage';

/**
 * Every stage type, in the order of pipelines that a function goes through. Floors: create and publish, wait, create
 * the alias (3); read, update and publish, wait, alias (4; 2 more for configuration, one less without an alias);
 * compare and move an alias (2), with a health check in between (3); check what protects a version and delete it (2);
 * call (1); read the function and the hash of the object (2). A health check without `timeoutSeconds` also reads the
 * function's own timeout.
 */
export const BENCH_STAGES: readonly BenchStage[] = [
  { title: 'Deployment, first', type: DEPLOYMENT, fields: deployment('v1.zip'), execution: 'first', floor: 3 },
  {
    title: 'Deployment, new code',
    type: DEPLOYMENT,
    fields: deployment('v2.zip'),
    execution: 'canary',
    floor: 4,
    nativeSeconds: 66,
  },
  { title: 'Route $WEIGHTED 10%', type: ROUTE, fields: weighted, execution: 'canary', floor: 2 },
  {
    title: 'Route $SIMPLE, promote',
    type: ROUTE,
    fields: route('$SIMPLE', '$LATEST'),
    execution: 'canary',
    floor: 2,
    nativeSeconds: 57,
  },
  {
    title: 'Delete $PREVIOUS',
    type: DELETE,
    fields: { version: '$PREVIOUS' },
    execution: 'canary',
    floor: 2,
    nativeSeconds: 16,
  },
  {
    title: 'Invoke the alias',
    type: 'Aws.LambdaInvokeStage',
    fields: { aliasName: 'live' },
    execution: 'canary',
    floor: 1,
    nativeSeconds: 16,
  },
  {
    title: 'Deployment, nothing new',
    type: DEPLOYMENT,
    fields: deployment('v2.zip'),
    execution: 'unchanged',
    floor: 2,
  },
  {
    title: 'Deployment, code and configuration',
    type: DEPLOYMENT,
    fields: deployment('v3.zip', { memorySize: 256 }),
    execution: 'rollback',
    floor: 6,
    nativeSeconds: 66,
  },
  { title: 'Route $WEIGHTED 10%, again', type: ROUTE, fields: weighted, execution: 'rollback', floor: 2 },
  {
    title: 'Route $SIMPLE, roll back',
    type: ROUTE,
    fields: route('$SIMPLE', '$PREVIOUS'),
    execution: 'rollback',
    // Two for the alias, three to name the callers that stay on the new code.
    floor: 5,
    nativeSeconds: 57,
  },
  {
    title: 'Delete $LATEST',
    type: DELETE,
    fields: { version: '$LATEST' },
    execution: 'rollback',
    floor: 2,
    nativeSeconds: 16,
  },
  {
    title: 'Update Code',
    type: 'Aws.LambdaUpdateCodeStage',
    fields: { s3bucket: 'builds', s3key: 'v4.zip', publish: true },
    execution: 'bluegreen',
    // Read, update, wait, publish: a version with a description of its own takes a call of its own.
    floor: 4,
  },
  {
    title: 'Route $BLUEGREEN',
    type: ROUTE,
    fields: route('$BLUEGREEN', '$LATEST', { healthCheck: { invokePayload: {}, timeoutSeconds: 10 } }),
    execution: 'bluegreen',
    floor: 3,
    nativeSeconds: 78,
  },
];

/** Runs all stages on one function, one after the other, as Orca would. Throws if one does not succeed. */
export async function runCanaryPaths(
  sidecar: SidecarClient & { lambda: StrictLambda },
  functionName: string,
  account = 'local',
): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const stage of BENCH_STAGES) {
    sidecar.lambda.clearCalls();
    const startedAt = performance.now();
    const outcome = await sidecar.run({
      type: stage.type,
      executionId: `${functionName}-${stage.execution}`,
      context: { account, region: 'us-east-1', functionName, ...stage.fields },
      allowedAccounts: [account],
    });
    const wallMs = performance.now() - startedAt;
    if (outcome.status !== 'SUCCEEDED') throw new Error(`${stage.title} did not succeed: ${outcome.progress}`);
    measured.push({
      stage,
      wallMs,
      calls: sidecar.lambda
        .calls()
        .filter((call) => call.service === 'lambda')
        .map((call) => call.operation),
    });
  }
  return measured;
}
