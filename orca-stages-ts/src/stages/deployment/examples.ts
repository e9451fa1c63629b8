import type { StageExample } from '../shared/examples/stageExample';

/** Stages as they stand in a pipeline; tests run every one. */
export const deploymentExamples: readonly StageExample[] = [
  {
    title: 'The first stage of a canary pipeline: publish a version, make sure that live exists, move nothing',
    stage: {
      type: 'Aws.LambdaDeploymentStage', account: 'local', region: 'us-east-1', functionName: 'checkout',
      s3bucket: 'builds', s3key: 'checkout.zip', runtime: 'nodejs22.x', handler: 'index.handler', role: 'arn:aws:iam::123456789012:role/checkout',
      publish: true, aliases: ['live'],
    },
  },
  {
    title: 'Everything that belongs to a worker on a queue, each part owned as far as the stage says',
    stage: {
      type: 'Aws.LambdaDeploymentStage', account: 'local', region: 'us-east-1', functionName: 'orders-worker',
      codeUri: 's3://builds/checkout.zip', runtime: 'nodejs22.x', handler: 'index.handler', role: 'arn:aws:iam::123456789012:role/orders',
      publish: true, aliases: ['live'], aliasName: 'live', description: 'Takes orders from the queue', memorySize: 512, timeout: 30, envVariables: { LOG_LEVEL: 'info' },
      reservedConcurrentExecutions: 5, eventSources: [{ arn: 'arn:aws:sqs:us-east-1:123456789012:orders', batchSize: 10 }],
      tags: { team: 'orders' }, tagsMode: 'own', tracingConfig: { mode: 'Active' },
    },
  },
  {
    title: 'Without a canary: publish and move live to the new version at once',
    stage: {
      type: 'Aws.LambdaDeploymentStage', account: 'local', region: 'us-east-1', functionName: 'reports',
      s3bucket: 'builds', s3key: 'checkout.zip', runtime: 'nodejs22.x', handler: 'index.handler', role: 'arn:aws:iam::123456789012:role/reports',
      publish: true, aliases: 'live', aliasRouting: 'newVersion',
    },
  },
];
