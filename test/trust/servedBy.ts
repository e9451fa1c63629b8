import { GetAliasCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** What an alias serves, main version first: `2`, or `2 3:0.1`. */
export async function servedBy(aws: LambdaClient, FunctionName: string, Name = 'live'): Promise<string> {
  const alias = await aws.send(new GetAliasCommand({ FunctionName, Name }));
  const weights = Object.entries(alias.RoutingConfig?.AdditionalVersionWeights ?? {});
  return [alias.FunctionVersion, ...weights.map(([version, weight]) => `${version}:${weight}`)].join(' ');
}
