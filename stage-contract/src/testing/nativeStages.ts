import type { StageType } from '../stageDefinition';

const envelope = {
  alias: 'preconfiguredWebhook', refId: '2', requisiteStageRefIds: ['1'], failPipeline: true, continuePipeline: false, completeOtherBranchesThenFail: false,
  stageTimeoutMs: 600_000, restrictExecutionDuringTimeWindow: false, sendNotifications: false, isNew: true, comments: 'as before',
  stageEnabled: { type: 'expression', expression: 'true' }, cloudProvider: 'aws', credentials: '',
};
const where = { ...envelope, account: 'prod', region: 'eu-west-1', functionName: 'checkout-api' };
const artifact = (text: string) => ({
  id: '', account: 'embedded-artifact', artifact: { id: 'a1', type: 'embedded/base64', artifactAccount: 'embedded-artifact', name: 'event', reference: Buffer.from(text).toString('base64') },
});

/** Stages as Spinnaker's own forms write them, with every field that those know. Valid here, with our alias. */
export const nativeStages: readonly { title: string; type: StageType; stage: Readonly<Record<string, unknown>> }[] = [
  {
    title: 'Deployment with everything', type: 'Aws.LambdaDeploymentStage', stage: {
      ...where, type: 'Aws.LambdaDeploymentStage', name: 'AWS Lambda Deployment', functionUid: 'api', stackName: 'prod', detailName: '',
      aliases: ['live'], runtime: 'java21', s3bucket: 'my.builds', s3key: 'checkout/42.zip', handler: 'com.example.Handler::handle', role: 'arn:aws:iam::123456789012:role/service-role/checkout',
      publish: true, envVariables: { STAGE: 'prod', RETRIES: 3, DEBUG: false }, kmskeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/0c9f', tags: { team: 'shop' }, description: 'Checkout',
      layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:base:7'], reservedConcurrentExecutions: 5, memorySize: 512, timeout: 30, enableLambdaAtEdge: false, vpcId: 'vpc-1',
      subnetIds: ['subnet-0a1b'], securityGroupIds: ['sg-0c2d'], triggerArns: ['arn:aws:kinesis:eu-west-1:123456789012:stream/orders'], batchsize: 10, bisectBatchOnError: true,
      maxBatchingWindowSecs: 5, maxRecordAgeSecs: -1, maxRetryAttempts: 3, parallelizationFactor: 2, tumblingWindowSecs: -1, startingPosition: 'LATEST',
      destinationConfig: { onFailureArn: 'arn:aws:sqs:eu-west-1:123456789012:failed' }, deadLetterConfig: { targetArn: '' }, tracingConfig: { mode: 'PassThrough' }, targetGroups: '',
      provisionedConcurrentExecutions: 2, aliasName: 'live',
    },
  },
  {
    title: 'Deployment as the form leaves it', type: 'Aws.LambdaDeploymentStage', stage: {
      ...where, type: 'Aws.LambdaDeploymentStage', runtime: 'nodejs22.x', s3bucket: 'builds', s3key: 'a.zip', handler: 'index.handler', role: 'arn:aws:iam::123456789012:role/checkout',
      publish: false, envVariables: {}, tags: {}, subnetIds: [], securityGroupIds: [], triggerArns: [], memorySize: 128, timeout: 3, tracingConfig: { mode: 'PassThrough' }, deadLetterConfig: { targetArn: '' },
      aliases: 'live',
    },
  },
  { title: 'Update Code', type: 'Aws.LambdaUpdateCodeStage', stage: { ...where, type: 'Aws.LambdaUpdateCodeStage', s3bucket: 'builds', s3key: 'a.zip', publish: true } },
  {
    title: 'Route, simple', type: 'Aws.LambdaTrafficRoutingStage', stage: {
      ...where, type: 'Aws.LambdaTrafficRoutingStage', aliasName: 'live', deploymentStrategy: '$SIMPLE', versionNameA: '$PROVIDED', versionNumberA: '7', trafficPercentA: 100,
      triggerArns: ['arn:aws:sqs:eu-west-1:123456789012:orders'], batchsize: 1, provisionedConcurrentExecutions: 0, healthCheckType: '$LAMBDA', destroyOnFail: false, timeout: 0,
    },
  },
  {
    title: 'Route, weighted', type: 'Aws.LambdaTrafficRoutingStage', stage: {
      ...where, type: 'Aws.LambdaTrafficRoutingStage', aliasName: 'live', deploymentStrategy: '$WEIGHTED', versionNameA: '$LATEST', trafficPercentA: 10, versionNameB: '$PREVIOUS', provisionedConcurrentExecutions: 0,
    },
  },
  {
    title: 'Route, blue/green', type: 'Aws.LambdaTrafficRoutingStage', stage: {
      ...where, type: 'Aws.LambdaTrafficRoutingStage', aliasName: 'live', deploymentStrategy: '$BLUEGREEN', healthCheckType: '$LAMBDA', payloadArtifact: artifact('{"ping":1}'), outputArtifact: artifact('"pong"'), timeout: 30,
    },
  },
  {
    title: 'Invoke', type: 'Aws.LambdaInvokeStage', stage: {
      ...where, type: 'Aws.LambdaInvokeStage', aliasName: 'live', executionCount: 2, timeout: 30, payloadArtifact: artifact('{"ping":1}'), triggerArns: [], lambdaPayload: 'x', lambdaOutput: 'y',
    },
  },
  ...['$LATEST', '$PREVIOUS', '$OLDEST', '$ALL', '42'].map((version) => ({
    title: `Delete ${version}`, type: 'Aws.LambdaDeleteStage' as const, stage: { ...where, type: 'Aws.LambdaDeleteStage', version, prod: 'prod', 'eu-west-1': 'eu-west-1' },
  })),
  { title: 'Delete older versions', type: 'Aws.LambdaDeleteStage', stage: { ...where, type: 'Aws.LambdaDeleteStage', version: '$MOVING', retentionNumber: 5 } },
  { title: 'Delete one version', type: 'Aws.LambdaDeleteStage', stage: { ...where, type: 'Aws.LambdaDeleteStage', version: '$PROVIDED', versionNumber: '7' } },
];
