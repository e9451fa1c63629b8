import type { ErrorCode, StageType } from 'stage-contract';
import type { Fault } from '../../sandbox/src/lambda';
import type { StageRequest } from '../process/support/sidecarClient';
import { ACCOUNT_ID } from '../process/support/sidecarSettings';
import type { LiveState } from './liveState';

/** One stage of the matrix: what comes before it, and what it must come to without a crash, written by hand. Every cell follows from it. */
export interface CrashStage {
  title: string;
  before: readonly StageRequest[];
  request: StageRequest;
  faults?: readonly Fault[];
  /** State in the end; `undefined` parts of it are what they were at first. */
  ends: Partial<LiveState>;
  /** Failure code of a stage that is to fail, and the step that fails: what comes after it is its failure policy. */
  fails?: { code: ErrorCode; step: string };
  /** How often the function runs. */
  runs: number;
  /** Aliases as the failure policy leaves them once anything has begun; absent: it takes nothing back. */
  restored?: Record<string, string>;
  /** A version that the failure policy deletes. */
  deleted?: string;
}

const first = 'execution-1', second = 'execution-2';
const orders = `arn:aws:sqs:us-east-1:${ACCOUNT_ID}:orders`;
/** AWS knows no such kind of Kafka source, which only it can tell. */
const refusedSource = { arn: `arn:aws:kafka:us-east-1:${ACCOUNT_ID}:orders`, startingPosition: 'LATEST' };

const stage = (type: StageType, executionId: string, context: Record<string, unknown>): StageRequest => ({ type, executionId, context });
const deploy = (executionId: string, build: string, more: Record<string, unknown> = {}): StageRequest => stage('Aws.LambdaDeploymentStage', executionId,
  { s3bucket: 'builds', s3key: `${build}.zip`, runtime: 'nodejs20.x', handler: 'index.handler', role: `arn:aws:iam::${ACCOUNT_ID}:role/checkout`, memorySize: 128, publish: true, aliases: ['live'], ...more });
const route = (context: Record<string, unknown>, executionId = second): StageRequest => stage('Aws.LambdaTrafficRoutingStage', executionId, { aliasName: 'live', ...context });
const invoke = (context: Record<string, unknown>): StageRequest => stage('Aws.LambdaInvokeStage', second, { aliasName: 'live', ...context });
const remove = (context: Record<string, unknown>): StageRequest => stage('Aws.LambdaDeleteStage', second, context);

const canary = { deploymentStrategy: '$WEIGHTED', versionNameA: '$LATEST', trafficPercentA: 10, versionNameB: '$PREVIOUS' };
const simple = { deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' };
const blueGreen = { deploymentStrategy: '$BLUEGREEN', healthCheck: { expect: { jsonPath: [{ path: '$.statusCode', equals: 200 }] } } };
const failing = { deploymentStrategy: '$BLUEGREEN', healthCheck: { expect: { matches: 'never' } } };

const created = [deploy(first, 'one')];
const updated = [...created, deploy(second, 'two')];
const weighted = [...updated, route(canary)];
const promoted = [...weighted, route(simple)];
const four = [...created, deploy('execution-a', 'two'), deploy('execution-b', 'three'), deploy('execution-c', 'four'), route(simple, 'execution-c')];

const everything = { aliasName: 'live', reservedConcurrentExecutions: 5, provisionedConcurrentExecutions: 1, eventSources: [{ arn: orders, batchSize: 5 }], tags: { team: 'shop' }, tagsMode: 'own' };

/** Every stage of the matrix. */
export const CRASH_STAGES: readonly CrashStage[] = [
  { title: 'Deployment, create', before: [], request: deploy(first, 'one'), runs: 0, ends: { head: 'one 128 MB', versions: ['1'], aliases: { live: '1' } } },
  {
    title: 'Deployment, create with everything', before: [], request: deploy(first, 'one', everything), runs: 0,
    ends: { head: 'one 128 MB', versions: ['1'], aliases: { live: '1' }, mappings: ['orders of live, batch 5'], reserved: 5, provisioned: { live: 1 }, tags: { team: 'shop' } },
  },
  { title: 'Deployment, code', before: created, request: deploy(second, 'two'), runs: 0, ends: { head: 'two 128 MB', versions: ['1', '2'] } },
  { title: 'Deployment, code and configuration', before: created, request: deploy(second, 'two', { memorySize: 256 }), runs: 0, ends: { head: 'two 256 MB', versions: ['1', '2'] } },
  { title: 'Deployment, configuration', before: created, request: deploy(second, 'one', { memorySize: 256 }), runs: 0, ends: { head: 'one 256 MB', versions: ['1', '2'] } },
  {
    title: 'Deployment, what belongs to it', before: [deploy(first, 'one', everything)], runs: 0,
    request: deploy(second, 'one', { ...everything, reservedConcurrentExecutions: 0, provisionedConcurrentExecutions: 0, eventSources: [{ arn: orders, batchSize: 7 }], tags: {} }),
    ends: { mappings: ['orders of live, batch 7'], reserved: undefined, provisioned: {}, tags: {} },
  },
  { title: 'Deployment, reuse', before: created, request: deploy(second, 'one'), runs: 0, ends: {} },
  {
    title: 'Deployment, moving its alias', before: created, request: deploy(second, 'two', { aliasRouting: 'newVersion' }), runs: 0,
    ends: { head: 'two 128 MB', versions: ['1', '2'], aliases: { live: '2' } }, restored: { live: '1' },
  },
  {
    title: 'Deployment, failing after it moved its alias', before: created, request: deploy(second, 'two', { aliasRouting: 'newVersion', aliasName: 'live', eventSources: [refusedSource] }), runs: 0,
    ends: { head: 'two 128 MB', versions: ['1', '2'], aliases: { live: '1' } }, fails: { code: 'awsRefused', step: `createEventSource:${refusedSource.arn}` }, restored: { live: '1' },
  },
  { title: 'Update Code', before: created, request: stage('Aws.LambdaUpdateCodeStage', second, { s3bucket: 'builds', s3key: 'two.zip', publish: true }), runs: 0, ends: { head: 'two 128 MB', versions: ['1', '2'] } },
  {
    title: 'Update Code, failing to settle', before: created, request: stage('Aws.LambdaUpdateCodeStage', second, { s3bucket: 'builds', s3key: 'two.zip', publish: false }), runs: 0,
    faults: [{ kind: 'settleFailed', operation: 'UpdateFunctionCode', reason: 'Out of space.', times: 10 }], ends: { head: 'two 128 MB' }, fails: { code: 'settleFailed', step: 'settleCode' },
  },
  { title: 'Route $SIMPLE', before: updated, request: route(simple), runs: 0, ends: { aliases: { live: '2' } }, restored: { live: '1' } },
  { title: 'Route $SIMPLE after a canary', before: weighted, request: route(simple), runs: 0, ends: { aliases: { live: '2' } }, restored: { live: '1' } },
  { title: 'Route $WEIGHTED', before: updated, request: route(canary), runs: 0, ends: { aliases: { live: '1 + 2 10 %' } }, restored: { live: '1' } },
  { title: 'Route $BLUEGREEN', before: updated, request: route(blueGreen), runs: 1, ends: { aliases: { live: '2' } }, restored: { live: '1' } },
  {
    title: 'Route $BLUEGREEN failing, revert', before: weighted, request: route(failing), runs: 1, ends: { aliases: { live: '1' } },
    fails: { code: 'healthCheckFailed', step: 'healthCheck' }, restored: { live: '1' },
  },
  {
    title: 'Route $BLUEGREEN failing, revertAndDeleteCandidate', before: weighted, request: route({ ...failing, onFailure: 'revertAndDeleteCandidate' }), runs: 1,
    ends: { versions: ['1'], aliases: { live: '1' } }, fails: { code: 'healthCheckFailed', step: 'healthCheck' }, restored: { live: '1' }, deleted: '2',
  },
  {
    title: 'Route $SIMPLE, failing after it moved', before: updated, request: route({ ...simple, eventSources: [refusedSource] }), runs: 0, ends: { aliases: { live: '1' } },
    fails: { code: 'awsRefused', step: `createEventSource:${refusedSource.arn}` }, restored: { live: '1' },
  },
  { title: 'Invoke once', before: created, request: invoke({}), runs: 1, ends: {} },
  { title: 'Invoke three times', before: created, request: invoke({ executionCount: 3 }), runs: 3, ends: {} },
  { title: 'Delete one version', before: promoted, request: remove({ version: '$PREVIOUS' }), runs: 0, ends: { versions: ['2'] } },
  { title: 'Delete $MOVING', before: four, request: remove({ version: '$MOVING', retentionNumber: 1 }), runs: 0, ends: { versions: ['4'] } },
  {
    title: 'Delete $ALL', before: [deploy(first, 'one', { aliasName: 'live', eventSources: [{ arn: orders, batchSize: 5 }] })], request: remove({ version: '$ALL', confirmFunctionName: 'checkout' }), runs: 0,
    ends: { head: undefined, versions: [], aliases: {}, mappings: [] },
  },
];
