import {
  GetFunctionConcurrencyCommand,
  ListVersionsByFunctionCommand,
  type FunctionConfiguration,
  type LambdaClient,
} from '@aws-sdk/client-lambda';

/** The published versions of a function, as AWS has them. */
export async function publishedVersions(aws: LambdaClient, FunctionName: string): Promise<FunctionConfiguration[]> {
  const { Versions = [] } = await aws.send(new ListVersionsByFunctionCommand({ FunctionName }));
  return Versions.filter(({ Version }) => Version !== '$LATEST');
}

/** Their numbers. */
export const versionNumbers = async (aws: LambdaClient, functionName: string): Promise<string[]> =>
  (await publishedVersions(aws, functionName)).map(({ Version = '' }) => Version);

/** The reserved concurrency of a function; undefined if it has none. */
export const reservedOf = async (aws: LambdaClient, FunctionName: string): Promise<number | undefined> =>
  (await aws.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions;
