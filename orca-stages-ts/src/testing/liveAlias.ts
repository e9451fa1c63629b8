import { GetAliasCommand, UpdateAliasCommand, type LambdaClient } from '@aws-sdk/client-lambda';

const LIVE = { FunctionName: 'checkout', Name: 'live' };

/** What alias `live` of `checkout` serves, and which share, 0 to 1, each other version has. */
export async function liveAlias(
  aws: LambdaClient,
): Promise<{ main: string | undefined; weights: Record<string, number> }> {
  const { FunctionVersion, RoutingConfig } = await aws.send(new GetAliasCommand(LIVE));
  return { main: FunctionVersion, weights: RoutingConfig?.AdditionalVersionWeights ?? {} };
}

/** The same as a line: `1 + 2 10%`. */
export async function liveLine(aws: LambdaClient): Promise<string> {
  const { main, weights } = await liveAlias(aws);
  return `${main}${Object.entries(weights)
    .map(([version, weight]) => ` + ${version} ${weight * 100}%`)
    .join('')}`;
}

/** Moves `live` as somebody does who knows nothing of the stage. */
export const moveLive = (aws: LambdaClient, version: string, weights: Record<string, number> = {}): Promise<unknown> =>
  aws.send(
    new UpdateAliasCommand({
      ...LIVE,
      FunctionVersion: version,
      RoutingConfig: { AdditionalVersionWeights: weights },
    }),
  );
