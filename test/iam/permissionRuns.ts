import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import {
  CreateEventSourceMappingCommand,
  PublishVersionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import type { ErrorCode } from 'stage-contract';
import type { Fault } from 'strict-lambda';
import { testCloudwatch } from 'strict-lambda/src/testing/testAlarm';
import { BUILDS, FUNCTION_NAME, handlerZip } from '../crash/liveState';
import {
  CREATED,
  deploy,
  FIRST,
  invoke,
  NOTHING,
  ORDERS,
  PAYMENTS,
  PROMOTED,
  remove,
  route,
  SECOND,
  SIMPLE,
  UPDATED,
  updateCode,
  WEIGHTED,
} from '../crash/stages/requests';
import type { StageRequest } from '../process/support/sidecarClient';
import { STRESS_STAGES } from '../stress/stressStages';
import type { StressWorld } from '../stress/stressWorld';

/** One run of a stage, for which it needs permissions. */
export interface PermissionRun {
  title: string;
  before: readonly StageRequest[];
  /** What else comes before; what it returns is added to the stage's fields. */
  prepare?: (world: StressWorld) => Promise<Record<string, unknown>>;
  request: StageRequest;
  faults?: readonly Fault[];
  /** It fails even with every permission. */
  fails?: { code: ErrorCode };
}

/** The object's version that a zip has in the bucket. */
const asObjectVersion = async ({ lambda }: StressWorld): Promise<Record<string, unknown>> => ({
  s3ObjectVersion: (await lambda.putObject({ bucket: 'builds', key: 'two.zip', body: handlerZip(BUILDS[1]) }))
    .versionId,
});
/** Somebody changes the function outside of Spinnaker, and publishes it. */
const publishedByOthers = async ({ aws, lambda }: StressWorld): Promise<Record<string, unknown>> => {
  lambda.setSettleDelayMs(0);
  await aws.send(new UpdateFunctionConfigurationCommand({ FunctionName: FUNCTION_NAME, MemorySize: 512 }));
  await aws.send(new PublishVersionCommand({ FunctionName: FUNCTION_NAME }));
  return {};
};
/** An alarm that is quiet, and that the stage looks at. */
const withAlarm = async ({ lambda }: StressWorld): Promise<Record<string, unknown>> => {
  const client = testCloudwatch(lambda.url);
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName: 'checkout-errors',
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: [{ Name: 'FunctionName', Value: FUNCTION_NAME }],
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 100,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'notBreaching',
    }),
  );
  client.destroy();
  return { alarms: ['checkout-errors'] };
};
/** AWS acts, but its answer is lost: the stage has to look whether it has acted. */
const answerLost = (operation: string): Fault[] => [{ kind: 'dropAfter', operation }];
const sourced = { aliasName: 'live', eventSources: [{ arn: ORDERS, batchSize: 5 }] };
const concurrent = { aliasName: 'live', reservedConcurrentExecutions: 5, provisionedConcurrentExecutions: 1 };
const ownSources = (...sources: object[]) => ({ aliasName: 'live', eventSources: sources, eventSourceMode: 'own' });

/** A customer managed key. */
export const KEY = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4000-8000-0123456789ab';
const encrypted = { encryptionKMSKeyArn: KEY };

/** What stages need permissions for, beyond what the crash matrix runs. */
const MORE_RUNS: readonly PermissionRun[] = [
  {
    title: 'Deployment with an object version, layers and a network',
    before: CREATED,
    prepare: asObjectVersion,
    request: deploy(SECOND, 'two', {
      layers: ['arn:aws:lambda:us-east-1:210987654321:layer:tools:3'],
      subnetIds: ['subnet-1'],
      securityGroupIds: ['sg-1'],
    }),
  },
  { title: 'Deployment that sets a key', before: CREATED, request: deploy(SECOND, 'one', encrypted) },
  {
    title: 'Deployment of a function with a key',
    before: [deploy(FIRST, 'one', encrypted)],
    request: deploy(SECOND, 'two', encrypted),
  },
  {
    title: 'Update Code of a function with a key',
    before: [deploy(FIRST, 'one', encrypted)],
    request: updateCode({ publish: true }),
  },
  { title: 'Deployment with tags', before: CREATED, request: deploy(SECOND, 'one', { tags: { team: 'shop' } }) },
  {
    title: 'Deployment that removes an event source',
    before: [deploy(FIRST, 'one', sourced)],
    request: deploy(SECOND, 'one', ownSources()),
  },
  {
    title: 'Deployment that changes an event source, without an answer',
    before: [deploy(FIRST, 'one', sourced)],
    request: deploy(SECOND, 'one', { ...sourced, eventSources: [{ arn: ORDERS, batchSize: 7 }] }),
    faults: answerLost('UpdateEventSourceMapping'),
  },
  {
    title: 'Deployment again in the same execution',
    before: [...CREATED, deploy(SECOND, 'two')],
    request: deploy(SECOND, 'three'),
  },
  {
    title: 'Update Code from an object version',
    before: CREATED,
    prepare: asObjectVersion,
    request: updateCode({ publish: true }),
  },
  {
    title: 'Update Code of a function that others have published',
    before: CREATED,
    prepare: publishedByOthers,
    request: updateCode({ publish: true }),
  },
  { title: 'Route to an alias that does not exist', before: UPDATED, request: route({ ...SIMPLE, aliasName: 'new' }) },
  {
    title: 'Route to a version that is not known yet',
    before: CREATED,
    request: route({ deploymentStrategy: '$SIMPLE', versionNameA: '$LATEST' }, 'execution-x'),
  },
  {
    title: 'Route to the previous version',
    before: [...UPDATED, route(SIMPLE)],
    request: route({ deploymentStrategy: '$SIMPLE', versionNameA: '$PREVIOUS' }, 'execution-x'),
  },
  {
    title: 'Route that requires callers to use the alias',
    before: UPDATED,
    request: route({ ...SIMPLE, requireAliasCallers: true }),
  },
  {
    title: 'Route that removes concurrency and changes an event source, without an answer',
    before: [deploy(FIRST, 'one', { ...concurrent, ...sourced }), deploy(SECOND, 'two')],
    request: route({
      ...SIMPLE,
      reservedConcurrentExecutions: -1,
      provisionedConcurrentExecutions: 0,
      eventSources: [{ arn: ORDERS, batchSize: 7 }],
    }),
    faults: answerLost('UpdateEventSourceMapping'),
  },
  {
    title: 'Route that replaces an event source',
    before: [deploy(FIRST, 'one', sourced), deploy(SECOND, 'two')],
    request: route({ ...SIMPLE, ...ownSources({ arn: PAYMENTS, batchSize: 5 }) }),
  },
  {
    title: 'Route with an alarm and a guard',
    before: UPDATED,
    prepare: withAlarm,
    request: route({
      deploymentStrategy: '$GRADUAL',
      steps: [{ weightPercent: 10, holdSeconds: 60 }],
      guards: [{ metric: 'errorRate' }],
      evidence: { extendSeconds: 0, onTooFew: 'proceed' },
    }),
  },
  {
    title: 'Route with a hook that does not answer as a hook',
    before: UPDATED,
    request: route({ ...SIMPLE, preTraffic: { functionName: FUNCTION_NAME } }),
    fails: { code: 'hookFailed' },
  },
  { title: 'Invoke of the unpublished head', before: CREATED, request: invoke({ aliasName: undefined }) },
  {
    title: 'Invoke of the newest version',
    before: CREATED,
    request: { ...invoke({ aliasName: undefined, version: '$LATEST' }), executionId: 'execution-x' },
  },
  {
    title: 'Invoke of the previous version',
    before: [...UPDATED, route(SIMPLE)],
    request: { ...invoke({ version: '$PREVIOUS' }), executionId: 'execution-x' },
  },
  {
    title: 'Invoke of the previous version of whatever alias there is',
    before: [...UPDATED, route(SIMPLE)],
    request: { ...invoke({ aliasName: undefined, version: '$PREVIOUS' }), executionId: 'execution-x' },
  },
  {
    title: 'Invoke of a version that does not exist',
    before: CREATED,
    request: invoke({ aliasName: undefined, version: '$PROVIDED', versionNumber: '9' }),
    fails: { code: 'versionNotFound' },
  },
  {
    title: 'Delete of a version by number',
    before: UPDATED,
    request: remove({ version: '$PROVIDED', versionNumber: '2', drainSeconds: 0 }),
  },
  { title: 'Delete of a function that does not exist', before: NOTHING, request: remove({ version: '$ALL' }) },
];

/** Every run: the stages of the crash matrix, and what only needs other permissions. */
export const PERMISSION_RUNS: readonly PermissionRun[] = [...STRESS_STAGES, ...MORE_RUNS];

const back = route({ deploymentStrategy: '$SIMPLE', versionNameA: '$PREVIOUS' }, 'execution-x');

/** Every way in which an account that is only for going back may use the stages. */
export const REVERT_RUNS: readonly PermissionRun[] = [
  { title: 'Back to the version before', before: PROMOTED, request: back },
  { title: 'Back from a split', before: WEIGHTED, request: back },
  {
    title: 'Back in an execution that has published',
    before: PROMOTED,
    request: { ...back, executionId: SECOND },
  },
  {
    title: 'Back from a version that something calls without the alias',
    before: PROMOTED,
    prepare: async ({ aws }) => {
      await aws.send(new CreateEventSourceMappingCommand({ FunctionName: FUNCTION_NAME, EventSourceArn: ORDERS }));
      return {};
    },
    request: { ...back, executionId: SECOND },
  },
  {
    title: 'Back with concurrency, which AWS moves',
    before: [deploy(FIRST, 'one', concurrent), deploy(SECOND, 'two'), route(SIMPLE)],
    request: back,
  },
  {
    title: 'Back, with callers that must use the alias',
    before: PROMOTED,
    request: { ...back, context: { ...back.context, requireAliasCallers: true } },
  },
  {
    title: 'Back from where others have moved the alias',
    before: PROMOTED,
    prepare: async ({ aws }) => {
      await aws.send(new UpdateAliasCommand({ FunctionName: FUNCTION_NAME, Name: 'live', FunctionVersion: '1' }));
      return {};
    },
    request: { ...back, executionId: SECOND, context: { ...back.context, onForeignChange: 'proceed' } },
  },
];
