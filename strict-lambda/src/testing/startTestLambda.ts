import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  CreateFunctionCommand,
  LambdaClient,
  waitUntilFunctionActiveV2,
  type CreateFunctionCommandInput,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { STSClient } from '@aws-sdk/client-sts';
import { startStrictLambda } from '../startStrictLambda';
import type { StrictLambda, StrictLambdaOptions } from '../strictLambda';
import { zipOf } from '../zip/zipOf';

/** A strict Lambda with real SDK clients that don't retry, so that tests see every error. */
export type TestLambda = StrictLambda & {
  lambda: LambdaClient;
  s3: S3Client;
  sts: STSClient;
  cloudwatch: CloudWatchClient;
  sns: SNSClient;
  eventBridge: EventBridgeClient;
  lambdaAs(credentials: Credentials, region?: string): LambdaClient;
  cloudwatchAs(credentials: Credentials, region?: string): CloudWatchClient;
};

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

const nobody: Credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'sandbox' };

/** A role that every test function may use. */
export const role = 'arn:aws:iam::123456789012:role/checkout';

/** Starts one for a test file; by default it settles fast and throttles nothing. */
export async function startTestLambda(options: StrictLambdaOptions = {}): Promise<TestLambda> {
  const running = await startStrictLambda({ settleDelayMs: 0, quotas: 'unlimited', ...options });
  const common = { endpoint: running.url, region: 'us-east-1', credentials: nobody, maxAttempts: 1 };
  const clients = {
    lambda: new LambdaClient(common),
    s3: new S3Client({ ...common, forcePathStyle: true }),
    sts: new STSClient(common),
    cloudwatch: new CloudWatchClient(common),
    sns: new SNSClient(common),
    eventBridge: new EventBridgeClient(common),
  };
  const further: { destroy(): void }[] = [];
  return {
    ...running,
    ...clients,
    lambdaAs: (credentials, region = 'us-east-1') => {
      const client = new LambdaClient({ ...common, region, credentials });
      further.push(client);
      return client;
    },
    cloudwatchAs: (credentials, region = 'us-east-1') => {
      const client = new CloudWatchClient({ ...common, region, credentials });
      further.push(client);
      return client;
    },
    close: async () => {
      for (const client of [...Object.values(clients), ...further]) client.destroy();
      await running.close();
    },
  };
}

/** A zip file whose handler returns `label`. */
export function labelled(label: string): Uint8Array {
  return zipOf({
    'index.js': `exports.handler = async (event, context) => ({ label: ${JSON.stringify(label)}, version: context.functionVersion, event });`,
  });
}

/** Creates a function and waits until it is Active. */
export async function createActive(
  lambda: LambdaClient,
  name: string,
  input: Partial<CreateFunctionCommandInput> = {},
): Promise<FunctionConfiguration> {
  const created = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: role,
      Runtime: 'nodejs20.x',
      Handler: 'index.handler',
      Code: { ZipFile: labelled('one') },
      ...input,
    }),
  );
  await untilActive(lambda, name);
  return created;
}

/** Waits with the SDK's own waiter. */
export async function untilActive(lambda: LambdaClient, name: string, qualifier?: string): Promise<void> {
  await waitUntilFunctionActiveV2(
    { client: lambda, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.05 },
    { FunctionName: name, Qualifier: qualifier },
  );
}
