import { GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { eventually, NotYet } from 'strict-lambda/src/testing/eventually';
import { startTestSandbox, type TestSandbox } from '../browser/support/startTestSandbox';

interface ExecutionView {
  status: string;
  stages: { context: unknown }[];
}

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
}, 120_000);
afterAll(() => sandbox.stop());

it('a pipeline deploys a function to the second account, and leaves the first one as it is', async () => {
  const deploy = {
    refId: '1',
    requisiteStageRefIds: [],
    name: 'Deploy',
    type: 'Aws.LambdaDeploymentStage',
    alias: 'preconfiguredWebhook',
    account: 'staging',
    region: 'us-east-1',
    functionName: 'checkout',
    s3bucket: 'lambda-stages-samples',
    s3key: 'checkout-v1.zip',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    role: 'arn:aws:iam::210987654321:role/checkout',
    publish: true,
    aliases: ['live'],
  };
  const pipeline = { id: 'to-staging', application: 'demo', name: 'To staging', stages: [deploy] };
  const { ref } = (await sandbox.gate('/pipelines/start', { method: 'POST', body: JSON.stringify(pipeline) })) as {
    ref: string;
  };
  const ended = await eventually('the end of the pipeline', async () => {
    const seen = (await sandbox.gate(ref)) as ExecutionView;
    return seen.status === 'RUNNING' ? new NotYet(seen.status) : seen;
  });
  const staging = new LambdaClient({
    endpoint: sandbox.lambdaUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: '210987654321', secretAccessKey: 'test' },
  });
  const ask = new GetFunctionCommand({ FunctionName: 'checkout' });

  expect(ended).toMatchObject({ status: 'SUCCEEDED' });
  expect((await staging.send(ask)).Configuration?.FunctionArn).toContain(':210987654321:');
  await expect(sandbox.aws.send(ask)).rejects.toThrow('Function not found');
  staging.destroy();
});
