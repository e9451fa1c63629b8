import type { StageType } from 'stage-contract';

const target = { account: 'local', region: 'us-east-1', functionName: 'demo-hello' };
const envelope = (name: string) => ({ name, refId: '2', requisiteStageRefIds: ['1'], failPipeline: true, completeOtherBranchesThenFail: false, stageEnabled: { type: 'expression', expression: 'true' } });
const artifact = (reference: string) => ({ id: 'a1', account: 'embedded-artifact', artifact: { id: 'a2', type: 'embedded/base64', artifactAccount: 'embedded-artifact', reference, name: 'payload', version: '', location: '', provenance: '' } });

/** Stages as Spinnaker's own forms write them. Source: Deck's Lambda stages and their defaults. */
export const nativeStages: Readonly<Record<StageType, Readonly<Record<string, unknown>>>> = {
  'Aws.LambdaDeploymentStage': {
    ...envelope('AWS Lambda Deployment'), type: 'Aws.LambdaDeploymentStage', ...target, cloudProvider: 'aws',
    functionUid: 'hello', stackName: '', detailName: '', aliases: ['live'], runtime: 'nodejs22.x', s3bucket: 'builds.example', s3key: 'hello.zip', handler: 'index.handler',
    role: 'arn:aws:iam::123456789012:role/hello', publish: true, envVariables: { LEVEL: 'info' }, encryptionKMSKeyArn: '', tags: { team: 'a' }, description: 'says hello',
    layers: ['arn:aws:lambda:us-east-1:123456789012:layer:base:3'], reservedConcurrentExecutions: 10, memorySize: 128, timeout: 3, enableLambdaAtEdge: false,
    vpcId: 'vpc-1', subnetIds: ['subnet-1a'], securityGroupIds: ['sg-1a'], triggerArns: ['arn:aws:sqs:us-east-1:123456789012:orders'], batchsize: 10,
    deadLetterConfig: { targetArn: '' }, tracingConfig: { mode: 'PassThrough' },
  },
  'Aws.LambdaUpdateCodeStage': { ...envelope('AWS Lambda Update Code'), type: 'Aws.LambdaUpdateCodeStage', ...target, s3bucket: 'builds.example', s3key: 'hello.zip', publish: true },
  'Aws.LambdaTrafficRoutingStage': {
    ...envelope('AWS Lambda Route'), type: 'Aws.LambdaTrafficRoutingStage', ...target, aliasName: 'live', deploymentStrategy: '$WEIGHTED',
    versionNameA: '$LATEST', trafficPercentA: 10, versionNameB: '$PREVIOUS', provisionedConcurrentExecutions: 0, triggerArns: [], healthCheckType: '$LAMBDA', destroyOnFail: false,
  },
  'Aws.LambdaInvokeStage': { ...envelope('AWS Lambda Invoke'), type: 'Aws.LambdaInvokeStage', ...target, aliasName: 'live', executionCount: 1, timeout: 30, payloadArtifact: artifact('eyJwaW5nIjp0cnVlfQ==') },
  'Aws.LambdaDeleteStage': { ...envelope('AWS Lambda Delete'), type: 'Aws.LambdaDeleteStage', ...target, version: '$MOVING', retentionNumber: 5 },
};
